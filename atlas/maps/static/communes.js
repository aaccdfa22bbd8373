// All communes of France at once: one image whose pixels are their numbers, coloured here at each change.
//
// `atlasCommunes.load` fetches the image once and reads its numbers; `paint` draws any window of it in one pass
// over the pixels shown; `Surface` stands on the map's canvas like a polygon that knows where it was met.
/* global L */
(function () {
  "use strict";

  const TILE = 8; // of a pattern, in pixels
  const CLEAR = 1.2; // pixels of the image for one of the screen below which borders are drawn
  const FEW = 0.1; // share of the communes that have a value below which none may be too small to be seen
  const DOT = 4; // pixels of the screen that such a commune has at least, each way

  async function load(picture, told) {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const ctx = canvas.getContext("2d", { willReadFrequently: true });
    ctx.drawImage(image, 0, 0);
    const { data, width } = ctx.getImageData(0, 0, canvas.width, canvas.height);
    const numbers = new Uint16Array(data.length / 4);
    for (let i = 0; i < numbers.length; i++) numbers[i] = 256 * data[4 * i] + data[4 * i + 1];
    return new Numbers(numbers, width, told);
  }

  class Numbers {
    constructor(pixels, width, { zoom, frames }) {
      Object.assign(this, { pixels, width, zoom });
      this.frames = frames.map(([left, top, across, down, x, y]) => ({ left, top, right: left + across, bottom: top + down, at: y * width + x }));
    }

    // The number at a pixel of the world at `zoom`; 0 outside of France.
    number(x, y) {
      const [column, row] = [Math.floor(x), Math.floor(y)];
      const frame = this.frames.find((f) => column >= f.left && column < f.right && row >= f.top && row < f.bottom);
      return frame ? this.pixels[frame.at + (row - frame.top) * this.width + column - frame.left] : 0;
    }

    // All numbers of a window of the world at `zoom`.
    within(left, top, right, bottom) {
      const found = new Set();
      for (const f of this.frames) {
        for (let row = Math.max(f.top, Math.floor(top)); row < Math.min(f.bottom, bottom); row++) {
          const at = f.at + (row - f.top) * this.width - f.left;
          for (let column = Math.max(f.left, Math.floor(left)); column < Math.min(f.right, right); column++) found.add(this.pixels[at + column]);
        }
      }
      found.delete(0);
      return found;
    }

    // The middle of each number's pixels, in pixels of the world at `zoom`; x and y in turn.
    middles() {
      if (this.known) return this.known;
      const sums = new Float64Array(2 * 65536), many = new Uint32Array(65536);
      for (const f of this.frames) {
        for (let y = f.top; y < f.bottom; y++) {
          const at = f.at + (y - f.top) * this.width - f.left;
          for (let x = f.left; x < f.right; x++) {
            const number = this.pixels[at + x];
            sums[2 * number] += x + 0.5;
            sums[2 * number + 1] += y + 0.5;
            many[number] += 1;
          }
        }
      }
      this.known = sums.map((sum, i) => sum / many[i >> 1]);
      return this.known;
    }

    // Which of a few numbers has its middle within `reach` of a pixel; 0 for none.
    near(few, x, y, reach) {
      const middles = this.middles();
      const found = few.findIndex((n) => Math.abs(middles[2 * n] - x) <= reach && Math.abs(middles[2 * n + 1] - y) <= reach);
      return found < 0 ? 0 : few[found];
    }

    // Where pixels of a number meet others: lines [x, y, x, y] of the world at `zoom`.
    edges(number) {
      const lines = [];
      const other = (x, y) => this.number(x, y) !== number;
      for (const f of this.frames) {
        for (let y = f.top; y < f.bottom; y++) {
          const at = f.at + (y - f.top) * this.width;
          const row = this.pixels.subarray(at, at + f.right - f.left);
          for (let i = row.indexOf(number); i >= 0; i = row.indexOf(number, i + 1)) {
            const x = f.left + i;
            if (other(x - 1, y)) lines.push([x, y, x, y + 1]);
            if (other(x + 1, y)) lines.push([x + 1, y, x + 1, y + 1]);
            if (other(x, y - 1)) lines.push([x, y, x + 1, y]);
            if (other(x, y + 1)) lines.push([x, y + 1, x + 1, y + 1]);
          }
        }
      }
      return lines;
    }

    // Draw the window of a canvas that begins at a pixel of the world and takes `step` of them for each of its own.
    paint(canvas, left, top, step, look, ratio) {
      const { width, height } = canvas;
      const image = new ImageData(width, height);
      const { data } = image;
      const { kinds, tints, rims } = look;
      const { pixels } = this;
      const samples = step > CLEAR ? 2 : 1;
      const rimmed = step <= CLEAR;
      for (const f of this.frames) {
        const x0 = Math.max(0, Math.floor((f.left - left) / step));
        const x1 = Math.min(width, Math.ceil((f.right - left) / step));
        const y0 = Math.max(0, Math.floor((f.top - top) / step));
        const y1 = Math.min(height, Math.ceil((f.bottom - top) / step));
        if (x0 >= x1 || y0 >= y1) continue;
        const columns = new Int32Array((x1 - x0) * samples);
        for (let i = 0; i < columns.length; i++) {
          const column = Math.floor(left + (x0 + (i + 0.5) / samples) * step);
          columns[i] = column < f.left || column >= f.right ? -1 : column - f.left;
        }
        const rows = new Int32Array(samples);
        for (let y = y0; y < y1; y++) {
          for (let j = 0; j < samples; j++) {
            const row = Math.floor(top + (y + (j + 0.5) / samples) * step);
            rows[j] = row < f.top || row >= f.bottom ? -1 : f.at + (row - f.top) * this.width;
          }
          const tileRow = TILE * (Math.floor(y / ratio) % TILE);
          for (let x = x0; x < x1; x++) {
            const tile = 3 * (tileRow + (Math.floor(x / ratio) % TILE));
            let red = 0, green = 0, blue = 0, met = 0;
            for (let j = 0; j < samples; j++) {
              if (rows[j] < 0) continue;
              for (let i = 0; i < samples; i++) {
                const column = columns[(x - x0) * samples + i];
                const number = column < 0 ? 0 : pixels[rows[j] + column];
                if (!number) continue;
                const rim = rimmed && column > 0 && (pixels[rows[j] + column - 1] !== number || pixels[rows[j] + column - this.width] !== number);
                const from = rim ? rims : tints;
                const at = 192 * kinds[number] + tile;
                red += from[at];
                green += from[at + 1];
                blue += from[at + 2];
                met += 1;
              }
            }
            if (!met) continue;
            const out = 4 * (y * width + x);
            data[out] = red / met;
            data[out + 1] = green / met;
            data[out + 2] = blue / met;
            data[out + 3] = (255 * met) / (samples * samples);
          }
        }
      }
      if (!rimmed) this.dot(image, left, top, step, look, ratio);
      canvas.getContext("2d").putImageData(image, 0, 0);
    }

    // Of a few communes with a value, none is smaller than a dot.
    dot({ data, width, height }, left, top, step, { few, kinds, tints }, ratio) {
      const middles = this.middles();
      const half = (DOT * ratio) / 2;
      for (const number of few) {
        const [x, y] = [(middles[2 * number] - left) / step, (middles[2 * number + 1] - top) / step];
        for (let row = Math.max(0, Math.round(y - half)); row < Math.min(height, Math.round(y + half)); row++) {
          for (let column = Math.max(0, Math.round(x - half)); column < Math.min(width, Math.round(x + half)); column++) {
            const [out, at] = [4 * (row * width + column), 192 * kinds[number]];
            for (let c = 0; c < 3; c++) data[out + c] = tints[at + c];
            data[out + 3] = 255;
          }
        }
      }
    }
  }

  // How each letter is filled: the colours of a tile of it, and the same where a border runs.
  function looks(letters, styles) {
    const order = Object.keys(styles);
    const kinds = new Uint8Array(letters.length + 1);
    for (let i = 0; i < letters.length; i++) kinds[i + 1] = order.indexOf(letters[i]);
    const tints = new Uint8Array(order.length * 3 * TILE * TILE);
    const rims = new Uint8Array(tints.length);
    const ctx = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const read = (fill, tile) => {
      ctx.fillStyle = fill;
      ctx.fillRect(0, 0, TILE, TILE);
      if (tile) ctx.drawImage(tile, 0, 0);
      return ctx.getImageData(0, 0, TILE, TILE).data;
    };
    order.forEach((letter, kind) => {
      const { fillColor, color, tile } = styles[letter];
      const [inside, border] = [read(fillColor, tile), read(color)];
      for (let i = 0; i < TILE * TILE; i++) {
        for (let c = 0; c < 3; c++) {
          const at = 3 * (kind * TILE * TILE + i) + c;
          tints[at] = inside[4 * i + c];
          rims[at] = (inside[4 * i + c] + border[4 * i + c]) / 2;
        }
      }
    });
    const valued = [];
    for (let i = 0; i < letters.length; i++) if (letters[i] >= "0" && letters[i] <= "9") valued.push(i + 1);
    return { kinds, tints, rims, few: valued.length < FEW * letters.length ? valued : [] };
  }

  const ratio = L.Browser.retina ? 2 : 1;
  const scaleOf = (map, numbers) => 2 ** (numbers.zoom - map.getZoom());

  // The communes on the map's canvas: what was painted stays until the window or the colours change.
  const Surface = L.Path.extend({
    initialize(numbers, options) {
      L.setOptions(this, { weight: 0, ...options });
      this.numbers = numbers;
      this.met = 0;
      this.on("mouseover mousemove click", (event) => this.meet(event.latlng));
      this.on("mouseout", () => this.meet(null));
    },
    colour(look) {
      this.look = look;
      this.painted = null;
      this.redraw();
    },
    hide(hidden) {
      if (Boolean(this.hidden) === hidden) return;
      this.hidden = hidden;
      if (hidden) this.meet(null);
      this.redraw();
    },
    place(latlng) {
      return this._map.project(latlng, this.numbers.zoom);
    },
    meet(latlng) {
      const at = latlng && this.place(latlng);
      const number = at ? this.under(at) : 0;
      if (number === this.met) return;
      this.met = number;
      this.fire("meet");
    },
    // What is drawn at a pixel of the image.
    under({ x, y }) {
      const step = scaleOf(this._map, this.numbers);
      const dot = step / ratio > CLEAR && this.look ? this.numbers.near(this.look.few, x, y, (DOT / 2) * step) : 0;
      return dot || this.numbers.number(x, y);
    },
    _project() {
      this._pxBounds = new L.Bounds([-1e6, -1e6], [1e6, 1e6]);
    },
    _update() {
      if (this._map) this._updatePath();
    },
    _containsPoint(point) {
      if (!this.look || this.hidden) return false;
      const at = this.place(this._map.layerPointToLatLng(point));
      return this.under(at) > 0;
    },
    _updatePath() {
      const renderer = this._renderer;
      if (!renderer._drawing || !this.look || this.hidden) return;
      const { min } = renderer._bounds;
      const size = renderer._bounds.getSize();
      const scale = scaleOf(this._map, this.numbers);
      const origin = this._map.getPixelOrigin().add(min).multiplyBy(scale);
      const key = [origin.x, origin.y, scale, size.x, size.y].join(" ");
      if (this.painted !== key) {
        this.canvas = this.canvas || document.createElement("canvas");
        this.canvas.width = size.x * ratio;
        this.canvas.height = size.y * ratio;
        this.numbers.paint(this.canvas, origin.x, origin.y, scale / ratio, this.look, ratio);
        this.painted = key;
      }
      renderer._ctx.globalAlpha = this.options.fillOpacity;
      renderer._ctx.imageSmoothingEnabled = false;
      renderer._ctx.drawImage(this.canvas, min.x, min.y, size.x, size.y);
      renderer._ctx.imageSmoothingEnabled = true;
      renderer._ctx.globalAlpha = 1;
    },
  });

  // The border of the commune that is pointed at.
  const Edge = L.Path.extend({
    initialize(numbers, options) {
      L.setOptions(this, { interactive: false, ...options });
      this.numbers = numbers;
      this.lines = [];
    },
    show(number) {
      this._renderer._requestRedraw(this); // where it was
      this.lines = number ? this.numbers.edges(number) : [];
      this.redraw();
    },
    _at(x, y) {
      return L.point(x, y).divideBy(scaleOf(this._map, this.numbers)).subtract(this._map.getPixelOrigin());
    },
    _project() {
      const ends = this.lines.flatMap(([a, b, c, d]) => [this._at(a, b), this._at(c, d)]);
      this._pxBounds = ends.length ? new L.Bounds(ends) : null;
    },
    _update() {
      if (this._map) this._updatePath();
    },
    _updatePath() {
      const { _drawing: drawing, _ctx: ctx } = this._renderer;
      if (!drawing || !this.lines.length) return;
      ctx.beginPath();
      for (const [a, b, c, d] of this.lines) {
        const [from, to] = [this._at(a, b), this._at(c, d)];
        ctx.moveTo(from.x, from.y);
        ctx.lineTo(to.x, to.y);
      }
      ctx.globalAlpha = 1;
      ctx.lineWidth = this.options.weight;
      ctx.strokeStyle = this.options.color;
      ctx.stroke();
    },
    _containsPoint: () => false,
  });

  window.atlasCommunes = { load, looks, Surface, Edge };
})();
