"""Legal forms that end (or begin) a name and say nothing about who it is. Own table, 24 languages."""

# As the fold of `names.py` leaves them: lower case, no accents, dots between letters closed up.
AT_THE_END = """
gmbh ag kg eu ev eg ggmbh se sa nv bv srl vzw asbl cvba cv
ood eood ad ead snc ltd limited ltd_sti as sro zs zu ops aps fmba
ou mtu sl slu sau aie scoop s_coop sas sasu sarl scop gie eurl oy oyj ab abp ry osk
ae epe ike doo dd jdoo ad kft zrt nyrt bt nonprofit_kft dac clg plc ehf hf
spa scarl sca_rl scrl sa_rl uab vsi sia asa sp_z_oo psa sc lda unipessoal_lda
hb giz zbo oz zzpo tov at pp gmbh_and_co_kg ug ug_haftungsbeschrankt e_gen e_u cooperatie_ua ua inc llc
"""
AT_EITHER_END = """
verein forening egyesulet udruga udruzenje biedriba nodibinajums asociacija stichting vereniging
zavod druzstvo sdruzhenie fondatsiya consorzio associazione fondazione asociacion fundacion
associacao fundacao asociatia fundatia stowarzyszenie fundacja spoldzielnia genossenschaft
ekonomisk_forening ideell_forening association_loi_1901 dernegi vakfi kooperatifi uab sia ooo
"""


def _forms(text):
    forms = {tuple(entry.split("_")) for entry in text.split()}
    return sorted(forms, key=len, reverse=True)


ENDINGS = _forms(AT_THE_END + AT_EITHER_END)
BEGINNINGS = _forms(AT_EITHER_END)


def without_legal_form(words):
    """The words of a folded name less its legal forms; never nothing."""
    words = tuple(words)
    for form in ENDINGS * 2:  # "Nonprofit Kft. Egyesület": two in a row happen.
        if len(words) > len(form) and words[-len(form) :] == form:
            words = words[: -len(form)]
    for form in BEGINNINGS:
        if len(words) > len(form) and words[: len(form)] == form:
            words = words[len(form) :]
    return words
