"""What is said when the product cannot be run as asked. Never a traceback: the text tells what to do next."""


class CannotRunError(Exception):
    """The product cannot be started or kept running; the message is a sentence for the person at the terminal."""
