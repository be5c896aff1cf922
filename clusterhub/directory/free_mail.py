"""Hosts that give an address to anybody: one there says nothing about where somebody works."""

FREE_MAIL = frozenset(
    ["126.com", "163.com", "abv.bg", "aol.com", "arcor.de", "aruba.it", "atlas.cz", "azet.sk", "bigpond.com", "bluewin.ch", "btinternet.com", "centrum.cz", "centrum.sk", "cox.net", "duck.com", "email.cz", "fastmail.com", "free.fr", "freemail.hu", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "hotmail.co.uk", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it", "hushmail.com", "icloud.com", "in.gr", "inbox.lv", "inbox.ru", "interia.pl", "iol.pt", "kpnmail.nl", "laposte.net", "libero.it", "list.ru", "live.com", "live.nl", "mac.com", "mail.bg", "mail.com", "mail.de", "mail.ee", "mail.ru", "mailbox.org", "me.com", "msn.com", "o2.pl", "onet.pl", "online.no", "orange.fr", "otenet.gr", "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "outlook.it", "pm.me", "posta.sk", "posteo.de", "proton.me", "protonmail.com", "qq.com", "rediffmail.com", "sapo.pt", "seznam.cz", "sfr.fr", "t-online.de", "telefonica.net", "telenet.be", "tiscali.it", "tuta.com", "tutanota.com", "ukr.net", "virgilio.it", "wanadoo.fr", "web.de", "wp.pl", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "zoho.com", "zoznam.sk"]
)


def is_free_mail(host):
    return host in FREE_MAIL


def belongs_to(mail_host, website_host):
    """Whether somebody with an address at `mail_host` works where the website stands.

    The mail may stand under the website, but not above it: whoever has an address at a university
    does not speak for each of its institutes.
    """
    if not mail_host or not website_host or is_free_mail(mail_host) or is_free_mail(website_host):
        return False
    return mail_host == website_host or mail_host.endswith(f".{website_host}")
