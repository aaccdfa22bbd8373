"""A map that changes with time as GIF: the sheet of a picture, drawn once, with the seats of each moment."""

import io

from PIL import Image

from atlas.exports.content import Export
from atlas.exports.pictures import sheet_of
from atlas.maps.sheet import draw_frames, seats

# Half a sheet; a second for each moment, and longer at the end.
_SIZE = 0.5
_MS, _LAST_MS = 900, 3_000
# Few enough for a small file, and the signs keep their colours.
_COLOURS = 96


def write(export: Export) -> bytes:
    """Write the film of an export as GIF, its sources in its comment."""
    film, about = export.moving(), export.about
    whole = sheet_of(film.sheet, about)
    frames = ((words, seats(whole._replace(picture=picture))) for words, picture in film.frames)
    drawn = [_small(Image.fromarray(pixels)) for pixels in draw_frames(whole, frames)]
    # One palette for all, that of the last moment: what stays has the same colours in each.
    palette = drawn[-1].quantize(_COLOURS)
    moments = [one.quantize(palette=palette, dither=Image.Dither.NONE) for one in drawn]
    sources = " ; ".join(source.title for source in about.sources)
    out = io.BytesIO()
    moments[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=moments[1:],
        duration=[*(_MS for _ in moments[1:]), _LAST_MS],
        loop=0,
        comment=f"{about.title} · {about.choice} · {sources} · {about.licence} · {about.created}".encode(),
    )
    return out.getvalue()


def _small(image: Image.Image) -> Image.Image:
    return image.resize((round(_SIZE * image.width), round(_SIZE * image.height)), Image.Resampling.LANCZOS)
