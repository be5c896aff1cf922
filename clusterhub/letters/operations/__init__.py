"""What may happen to a letter; the only code that writes them."""

from clusterhub.letters.operations.delivering import deliver
from clusterhub.letters.operations.fates import note_fate
from clusterhub.letters.operations.posting import (
    Post,
    forget_letters_about,
    forget_letters_in,
    forget_letters_to,
    forget_old_letters,
    post,
    post_many,
    send_again,
    send_failed_again,
    take_up_lost,
)

__all__ = [
    "Post",
    "deliver",
    "forget_letters_about",
    "forget_letters_in",
    "forget_letters_to",
    "forget_old_letters",
    "note_fate",
    "post",
    "post_many",
    "send_again",
    "send_failed_again",
    "take_up_lost",
]
