"""`python -m workshop` is `workshop`, where the script is not on the PATH."""

from workshop.cli import app

if __name__ == "__main__":
    app(prog_name="workshop")
