"""The atlas: navigation over pages."""

from atlas.ui.page_frame import run

# A process that Python begins beside this one reads the file under another name.
if __name__ == "__main__":
    run()
