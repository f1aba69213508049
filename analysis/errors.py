"""The one error that a user is meant to read."""


class InputError(ValueError):
    """Something in a user's file, folder or parameter that the user can mend.

    The message is one line for a person: which file, row or key; why; the way out. Commands and the report
    run print it without a traceback.
    """
