// The map of the atlas, in the browser: polygons fetched once, restyled ever after.
//
// `atlasMap(map, config)` is called once by the base map, whose text never changes; `show(view)` is called
// after every change of a filter with a few kilobytes: one class and one value per territory, a mask over the
// points, the legend. Text that came from a file reaches the page through textContent only.
/* global L */
(function () {
  "use strict";

  let ink; // of the configuration
  const SHAPES = ["circle", "square", "triangle", "diamond"];
  // Below this zoom signs that would touch are gathered, in squares of so many pixels.
  const FAR = 8;
  const SQUARE = 44;
  const TOWN_POPULATION = { 5: 190000, 6: 110000, 7: 60000, 8: 30000, 9: 15000, 10: 9000 };

  // As Leaflet scales its canvas.
  const RATIO = L.Browser.retina ? 2 : 1;
  const STAMPS = new Map();

  function ring(ctx, r) {
    const rings = r < 2 ? [[ink, 0.6, 0.7]] : [["#ffffff", 3.6, 2.6], [ink, 1.4, 2.6]];
    for (const [colour, width, gap] of rings) {
      ctx.beginPath();
      ctx.arc(0, 0, r + gap, 0, 2 * Math.PI);
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.stroke();
    }
  }

  function outline(ctx, shape, r) {
    ctx.beginPath();
    if (shape === "square") {
      ctx.rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8);
    } else if (shape === "triangle") {
      ctx.moveTo(0, -r * 1.2);
      ctx.lineTo(r * 1.1, r * 0.8);
      ctx.lineTo(-r * 1.1, r * 0.8);
      ctx.closePath();
    } else if (shape === "diamond") {
      ctx.moveTo(0, -r * 1.25);
      ctx.lineTo(r * 1.25, 0);
      ctx.lineTo(0, r * 1.25);
      ctx.lineTo(-r * 1.25, 0);
      ctx.closePath();
    } else {
      ctx.arc(0, 0, r, 0, 2 * Math.PI);
    }
  }

  // One canvas draws everything, so that a point over a polygon still leaves the polygon reachable.
  const Canvas = L.Canvas.extend({
    _fillStroke(ctx, layer) {
      const pattern = layer.options.pattern;
      if (pattern) {
        ctx.globalAlpha = layer.options.fillOpacity;
        ctx.fillStyle = pattern;
        ctx.fill(layer.options.fillRule || "evenodd");
        const fill = layer.options.fill;
        layer.options.fill = false;
        L.Canvas.prototype._fillStroke.call(this, ctx, layer);
        layer.options.fill = fill;
        return;
      }
      L.Canvas.prototype._fillStroke.call(this, ctx, layer);
    },
    // A point is drawn once for each look and stamped from then on: thousands take no longer than a few.
    _stamp(layer) {
      const { shape, color, fill, fillColor, fillOpacity, weight, own, count } = layer.options;
      const r = layer._radius;
      const key = [shape, color, fill, fillColor, fillOpacity, weight, own, count, r].join(" ");
      if (!STAMPS.has(key)) {
        const half = Math.ceil(r + 6);
        const image = document.createElement("canvas");
        image.width = image.height = 2 * half * RATIO;
        const ctx = image.getContext("2d");
        ctx.scale(RATIO, RATIO);
        ctx.translate(half, half);
        if (own) ring(ctx, r);
        outline(ctx, shape, r);
        this._fillStroke(ctx, layer);
        if (count) {
          ctx.fillStyle = "#ffffff";
          ctx.font = "600 11px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
          ctx.textAlign = "center";
          ctx.textBaseline = "middle";
          ctx.fillText(count, 0, 0.5);
        }
        STAMPS.set(key, { image, half });
      }
      return STAMPS.get(key);
    },
    _updateCircle(layer) {
      if (!layer.options.shape) {
        L.Canvas.prototype._updateCircle.call(this, layer);
        return;
      }
      if (layer.shown === false || !this._drawing || layer._empty()) return;
      const { image, half } = this._stamp(layer);
      const at = (value) => Math.round((value - half) * RATIO) / RATIO;
      this._ctx.globalAlpha = 1;
      this._ctx.drawImage(image, at(layer._point.x), at(layer._point.y), 2 * half, 2 * half);
    },
  });

  // A point stays on the map once it is there, drawn and met by the pointer only while the view shows it.
  const Point = L.CircleMarker.extend({
    shown: false,
    show(there) {
      if (this.shown === there) return;
      this.shown = there;
      this.setStyle({}); // to be drawn again where it stands
    },
    _containsPoint(at) {
      return this.shown && L.CircleMarker.prototype._containsPoint.call(this, at);
    },
  });

  // A reader's own point wears a dark ring, whatever its colour.
  const Own = Point.extend({
    _updateBounds() {
      const room = [this._radius + 7, this._radius + 7];
      this._pxBounds = new L.Bounds(this._point.subtract(room), this._point.add(room));
    },
  });

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  }

  function tileOf(line, ground, hatch) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const ctx = tile.getContext("2d");
    ctx.fillStyle = ground;
    ctx.fillRect(0, 0, 8, 8);
    ctx.strokeStyle = ctx.fillStyle = line;
    if (hatch.startsWith(".")) {
      ctx.fillRect(1, 1, 2, 2);
      ctx.fillRect(5, 5, 2, 2);
    } else if (hatch.startsWith("-")) {
      ctx.fillRect(0, 1, 8, 1);
      ctx.fillRect(0, 5, 8, 1);
    } else if (hatch.startsWith("|")) {
      ctx.fillRect(1, 0, 1, 8);
      ctx.fillRect(5, 0, 1, 8);
    } else if (hatch) {
      ctx.lineWidth = 1;
      ctx.beginPath();
      for (const shift of [-8, 0, 8]) {
        ctx.moveTo(shift - 1, 9);
        ctx.lineTo(shift + 9, -1);
      }
      ctx.stroke();
    }
    return tile;
  }

  window.atlasMap = function (map, config) {
    const renderer = new Canvas({ padding: 0.3 });
    ink = config.ink;
    const patterns = {};
    const swatches = {};
    const grounds = {};
    for (const [key, { line, ground, hatch }] of Object.entries(config.patterns)) {
      const tile = tileOf(line, ground, hatch);
      grounds[key] = tile;
      swatches[key] = "url(" + tile.toDataURL() + ")";
      patterns[key] = document.createElement("canvas").getContext("2d").createPattern(tile, "repeat");
    }
    const files = new Map(); // file -> promise of {features, byCode}
    const brought = new Map(); // file of the reader's own -> its address
    const state = { view: null, polygons: null, numbers: null, names: null, surface: null, near: new Map(), isolated: null, outline: null, points: [], own: { key: null, points: [] }, groups: new Map(), shown: 0, fitted: null, spoken: null, click: 0, towns: [] };
    let pointData = null;
    let tiles = null;
    let turn = 0;

    // A page that holds the map goes on scrolling: the wheel zooms with Ctrl or ⌘, one finger scrolls, two move the map.
    const hint = map.getContainer().appendChild(element("div", "atlas-hint"));
    hint.setAttribute("aria-hidden", "true");
    let hiding = 0;
    function tell(text) {
      if (!text) return;
      hint.textContent = text;
      hint.classList.add("shown");
      clearTimeout(hiding);
      hiding = setTimeout(() => hint.classList.remove("shown"), 1200);
    }
    if (!config.inline) {
      map.scrollWheelZoom.disable();
      // Chromium tells a frame whose listeners are all passive nothing of a wheel that scrolls the page.
      map.getContainer().addEventListener("wheel", (event) => {
        if (event.ctrlKey || event.metaKey) map.scrollWheelZoom.enable();
        else {
          map.scrollWheelZoom.disable();
          tell(state.view && state.view.words.wheel);
        }
      }, { capture: true, passive: false });
      if (matchMedia("(pointer: coarse)").matches) {
        map.dragging.disable();
        map.getContainer().addEventListener("touchmove", (event) => {
          if (event.touches.length === 1) tell(state.view && state.view.words.fingers);
        }, { passive: true });
      }
    }
    // Leaflet would scroll the page to a map that is partly out of sight, and the click would fall elsewhere.
    map.getContainer().addEventListener("mousedown", () => map.getContainer().focus({ preventScroll: true }), true);
    // A map that nobody has clicked says so as the page does, which would else run a second time at each visit.
    if (window.__GLOBAL_DATA__) window.__GLOBAL_DATA__.selected_tags = null;
    // folium forbids to enlarge what is written.
    document.querySelectorAll("meta[name=viewport][content*=user-scalable]").forEach((one) => one.remove());
    map.getContainer().style.background = "#e8eef2";
    map.attributionControl.setPrefix(false);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    // What is said of a place stands above the buttons: its panes leave the map's own, and move along with it.
    const said = ["tooltipPane", "popupPane"].map((name) => map.getContainer().appendChild(map.getPane(name)));
    map.on("move", () => said.forEach((pane) => L.DomUtil.setPosition(pane, L.DomUtil.getPosition(map.getPane("mapPane")))));
    const pointLayer = L.layerGroup().addTo(map);
    const clusterLayer = L.layerGroup().addTo(map);
    const townLayer = L.layerGroup().addTo(map);
    const lineLayer = L.layerGroup().addTo(map);
    const overlayLayer = L.layerGroup().addTo(map);
    const labelLayer = L.layerGroup().addTo(map);

    const addressOf = (file) => (config.inline ? config.inline[file] : config.files + file + "?v=" + config.version);

    function fetchFile(file) {
      if (!files.has(file)) {
        // A map that stands alone carries its files.
        const answer = config.inline ? Promise.resolve(config.inline[file]) : fetch(brought.get(file) || addressOf(file), { cache: "force-cache" }).then(async (r) => {
          if (!r.ok) throw new Error(file + ": " + r.status);
          const answer = await r.json();
          return brought.has(file) ? answer.told : answer;
        });
        answer.catch(() => files.delete(file));
        files.set(file, answer);
      }
      return files.get(file);
    }

    function format(value, unit) {
      return new Intl.NumberFormat(state.view.language, {
        minimumFractionDigits: unit.digits,
        maximumFractionDigits: unit.digits,
      }).format(value) + " " + unit.label;
    }

    // Which square of the legend a territory falls in: a digit is a class, a letter a kind of blank.
    const styleOf = (index) => styleFor(state.view.classes[index] || "x");

    function styleFor(key) {
      const view = state.view;
      const soft = view.tiles ? 0.62 : 1;
      if (view.plain || (state.isolated && state.isolated !== key)) return { color: config.border, weight: view.thin ? 0.4 : 0.7, opacity: 1, fillOpacity: soft, pattern: null, fillColor: config.land };
      const style = { color: "#ffffff", weight: view.thin ? 0.4 : 0.8, opacity: 1, fillOpacity: soft, pattern: null };
      if (patterns[key]) style.pattern = patterns[key];
      style.fillColor = view.colours[Number(key)] || "#ffffff";
      if (patterns[key]) style.color = "#c5ced4";
      return style;
    }

    function tooltipOf(layer) {
      const view = state.view;
      if (view.image && (!state.names || !view.values)) told(view);
      const node = element("div", "atlas-tip");
      node.append(element("strong", "", layer.feature.properties.name));
      const value = view.values ? view.values[layer.order] : null;
      const key = view.classes[layer.order];
      const known = value !== null && value !== undefined && !(view.plain && value === 0);
      if (known) node.append(element("span", "", format(value, view.unit)));
      if (view.blanks[key]) node.append(element(known ? "em" : "span", "", view.blanks[key]));
      const chance = view.chances ? view.chances[layer.order] : null;
      if (typeof chance === "number") {
        const share = new Intl.NumberFormat(view.language, { style: "percent" }).format(chance / 100);
        node.append(element("em", "", view.words[chance < view.sure ? "check" : "chance"].replace("{share}", share)));
      }
      const inside = view.spills ? view.spills[layer.order] : null;
      if (typeof inside === "number") {
        const share = new Intl.NumberFormat(view.language, { style: "percent" }).format(inside / 100);
        node.append(element("em", "", view.words.spills.replace("{share}", share)));
      }
      return node;
    }

    function choose(text) {
      state.click += 1;
      const answer = [text, String(state.click)];
      const shared = window.__GLOBAL_DATA__;
      if (!shared || !window.Streamlit) return;
      shared.selected_tags = answer;
      shared.previous_data = { selected_tags: answer };
      window.Streamlit.setComponentValue({ selected_tags: answer });
      if (!text.startsWith("type:")) reveal(30);
    }

    // On a telephone the sheet that a tap opens lies below the map, and comes a little later.
    function reveal(tries) {
      if (window.parent.innerWidth > 640) return;
      const sheet = window.parent.document.querySelector(".st-key-sheet");
      if (sheet) sheet.scrollIntoView({ block: "start" });
      else if (tries) setTimeout(() => reveal(tries - 1), 100);
    }

    function restyle(layer) {
      layer.eachLayer((one) => {
        const style = styleOf(one.order);
        if (Object.keys(style).some((key) => one.options[key] !== style[key])) one.setStyle(style);
      });
    }

    function drawPolygons(view, collections = []) {
      if (view.image) return drawCommunes(view);
      forgetCommunes();
      const name = view.files.join("|") + (view.codes ? " " + view.codes.join(" ") : "");
      if (state.polygons && state.polygons.name === name) {
        restyle(state.polygons.layer);
        return false;
      }
      const features = collections.flatMap((collection) => collection.features);
      const order = new Map((view.codes || features.map((f) => f.id)).map((code, i) => [code, i]));
      const layer = polygonsOf(features, order);
      if (state.polygons) map.removeLayer(state.polygons.layer);
      layer.addTo(map);
      state.polygons = { name, layer };
      return true;
    }

    function polygonsOf(features, order) {
      const layer = L.geoJSON(
        { type: "FeatureCollection", features: features.filter((f) => order.has(f.id)) },
        {
          renderer,
          style: (feature) => styleOf(order.get(feature.id)),
          onEachFeature: (feature, one) => {
            one.order = order.get(feature.id);
            one.on("click", (event) => {
              L.DomEvent.stopPropagation(event);
              choose(state.view.level + ":" + feature.id);
            });
            one.on("mouseover", () => one.setStyle({ weight: 2, color: ink }).bringToFront() && raise());
            one.on("mouseout", () => one.setStyle(styleOf(one.order)));
          },
        },
      );
      layer.bindTooltip(tooltipOf, { sticky: true, opacity: 1, className: "atlas-tooltip" });
      // Alone, no page beside the map answers a click or a tap.
      if (config.inline) layer.bindPopup(tooltipOf).on("popupopen", () => layer.closeTooltip());
      return layer;
    }

    // Communes of all France: an image of their numbers from afar, true outlines from near.
    function drawCommunes(view) {
      const fresh = !state.surface;
      if (state.polygons) map.removeLayer(state.polygons.layer);
      state.polygons = null;
      if (fresh) addSurface();
      const styles = [...new Set(view.classes)].map((key) => {
        const style = styleFor(key);
        return [key, { ...style, tile: style.pattern && grounds[key] }];
      });
      state.surface.options.fillOpacity = view.tiles ? 0.62 : 1;
      state.surface.colour(window.atlasCommunes.looks(view.classes, Object.fromEntries(styles)));
      state.near.forEach(restyle);
      approach();
      return fresh;
    }

    function addSurface() {
      const surface = new window.atlasCommunes.Surface(state.numbers, { renderer }).addTo(map).bringToBack();
      const edge = new window.atlasCommunes.Edge(state.numbers, { renderer, weight: 1.6, color: ink }).addTo(map);
      surface.edge = edge;
      surface.on("meet", () => {
        edge.show(surface.met);
        surface.order = surface.met - 1;
        if (surface.met && surface.getTooltip().isOpen()) surface.getTooltip().update();
      });
      surface.on("click", async (event) => {
        L.DomEvent.stopPropagation(event);
        const number = surface.met;
        const { codes } = await namesOf();
        choose("commune:" + codes[number - 1]);
      });
      const say = () => {
        surface.feature = { properties: { name: state.names ? state.names.names[surface.order] : "…" } };
        return tooltipOf(surface);
      };
      surface.bindTooltip(say, { sticky: true, opacity: 1, className: "atlas-tooltip" });
      if (config.inline) surface.bindPopup(say).on("popupopen", () => surface.closeTooltip());
      state.surface = surface;
    }

    function forgetCommunes() {
      if (!state.surface) return;
      map.removeLayer(state.surface.edge);
      map.removeLayer(state.surface);
      state.surface = null;
      state.near.forEach((layer) => map.removeLayer(layer));
      state.near.clear();
    }

    async function namesOf() {
      if (!state.names) {
        const { codes, names } = await fetchFile("image/names.json");
        state.names = { codes: codes.split(" "), names: names.split("\n") };
      }
      return state.names;
    }

    // What a commune is called, and its figure, which waits to be asked for where there are many.
    async function told(view) {
      if (view.asked) return;
      view.asked = view.values ? namesOf() : fetch(view.more).then((r) => r.json()).then((file) => inflated(file.told));
      try {
        const [found] = await Promise.all([view.asked, namesOf()]);
        if (!view.values) Object.assign(view, found);
        if (state.tip && state.tip.isOpen()) state.tip.update();
      } catch (error) {
        view.asked = null; // a file of a view that was left: the next pointing asks again
      }
    }

    async function inflated(text) {
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      return new Response(stream).json();
    }

    const departementOf = (code) => code.slice(0, code.startsWith("97") ? 3 : 2);

    // True outlines of the départements in view; the image stays below until they are all there.
    async function approach() {
      const { surface, near, numbers } = state;
      if (!surface || config.inline) return;
      let wanted = new Set();
      const here = String(map.getBounds());
      if (map.getZoom() > numbers.zoom) {
        const { codes } = await namesOf();
        const bounds = map.getBounds();
        const [a, b] = [surface.place(bounds.getNorthWest()), surface.place(bounds.getSouthEast())];
        wanted = new Set([...numbers.within(a.x, a.y, b.x, b.y)].map((number) => departementOf(codes[number - 1])));
        const order = new Map(codes.map((code, i) => [code, i]));
        const missing = [...wanted].filter((one) => !near.has(one));
        const files = await Promise.all(missing.map((one) => fetchFile("communes/" + one + ".json")));
        if (state.surface !== surface || here !== String(map.getBounds())) return; // moved on since
        missing.forEach((one, i) => {
          if (!near.has(one)) near.set(one, polygonsOf(files[i].features, order).addTo(map));
        });
        if (missing.length) raise();
      }
      for (const [one, layer] of near) {
        if (wanted.has(one)) continue;
        map.removeLayer(layer);
        near.delete(one);
      }
      surface.hide(wanted.size > 0);
    }

    // Canvas order is drawing order: outlines above polygons, points above all.
    function raise() {
      lineLayer.eachLayer((l) => l.bringToFront());
      if (state.surface) state.surface.edge.bringToFront();
      if (state.outline) state.outline.bringToFront();
      overlayLayer.eachLayer((l) => l.bringToFront());
      pointLayer.eachLayer((l) => l.bringToFront());
      clusterLayer.eachLayer((l) => l.bringToFront());
      return true;
    }

    function drawOutline(view, collections) {
      if (state.outline) map.removeLayer(state.outline);
      state.outline = null;
      const wanted = new Set(view.outline.map((o) => o.code));
      const features = collections.flatMap((c) => c.features).filter((f) => wanted.has(f.id));
      if (!features.length) return;
      state.outline = L.featureGroup([
        L.geoJSON(features, { renderer, interactive: false, style: { color: "#ffffff", weight: 5, fill: false } }),
        L.geoJSON(features, { renderer, interactive: false, style: { color: ink, weight: 2.2, fill: false } }),
      ]).addTo(map);
    }

    // Lines, circles and marks of a page that compares places.
    function drawOverlay(overlay) {
      overlayLayer.clearLayers();
      if (!overlay) return;
      const quiet = { renderer, interactive: false };
      for (const [lat, lon, km] of overlay.circles) {
        overlayLayer.addLayer(L.circle([lat, lon], { ...quiet, radius: 1000 * km, fill: false, color: ink, weight: 1, opacity: 0.6, dashArray: "4 4" }));
      }
      for (const [path] of overlay.lines) {
        overlayLayer.addLayer(L.polyline(path, { ...quiet, color: config.marks.line, weight: 1.5, opacity: 0.75 }));
      }
      for (const [lat, lon, kind] of overlay.marks) {
        const town = kind === "town";
        overlayLayer.addLayer(L.circleMarker([lat, lon], {
          ...quiet, shape: town ? "square" : "circle", radius: town ? 6 : 10, weight: town ? 1.5 : 2.6,
          color: town ? "#ffffff" : config.marks[kind], fill: town, fillColor: config.marks[kind], fillOpacity: 1,
        }));
      }
    }

    // Labels of the overlay; one that would touch another is left out. Gives the room that they take.
    function drawLabels() {
      const overlay = state.view && state.view.overlay;
      const taken = [];
      labelLayer.clearLayers();
      if (!overlay) return taken;
      const size = map.getSize();
      // Where all circles are of one size, the legend tells it.
      const sizes = new Set(overlay.circles.map(([, , km]) => km));
      const wanted = [
        ...overlay.marks.filter((m) => m[3]).map(([lat, lon, , text]) => [lat, lon, text, -18]),
        ...(sizes.size > 1 ? overlay.circles : []).map(([lat, lon, km]) => [lat + km / 111.2, lon, km + " km", 0]),
        ...overlay.lines.filter((l) => l[1]).map(([path, text]) => {
          const at = path.length > 2 ? path[Math.floor(path.length / 2)] : [(path[0][0] + 2 * path[1][0]) / 3, (path[0][1] + 2 * path[1][1]) / 3];
          return [...at, text, 0];
        }),
      ];
      for (const [lat, lon, text, up] of wanted) {
        const at = map.latLngToContainerPoint([lat, lon]);
        const half = { x: 6 + text.length * 3.3, y: 9 };
        at.y += up;
        if (at.x < half.x || at.y < half.y || at.x > size.x - half.x || at.y > size.y - half.y) continue;
        if (taken.some((t) => Math.abs(t.x - at.x) < t.half + half.x && Math.abs(t.y - at.y) < 2 * half.y)) continue;
        taken.push({ x: at.x, y: at.y, half: half.x });
        labelLayer.addLayer(L.marker(map.containerPointToLatLng(at), {
          interactive: false, keyboard: false,
          icon: L.divIcon({ className: "atlas-town atlas-measure", html: element("span", "", text), iconSize: [0, 0] }),
        }));
      }
      return taken;
    }

    function glyph(kind) {
      // A type that only a reader's own rows have, or one of many that share a sign.
      const signs = state.view && state.view.signs;
      if ((signs && !signs.includes(kind)) || kind >= SHAPES.length * config.palette.length) return { shape: "circle", colour: config.other };
      return { shape: SHAPES[Math.floor(kind / config.palette.length) % SHAPES.length], colour: config.palette[kind % config.palette.length] };
    }

    function pointOf(row, own) {
      const [id, lat, lon, kind, stated, name, label] = row;
      const marker = new (own ? Own : Point)([lat, lon], {
        renderer, own, radius: 4.2, weight: 1.4, fillOpacity: 1, ...dress(kind, stated),
      });
      marker.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        choose("initiative:" + id);
      });
      const told = () => {
        const node = element("div", "atlas-tip");
        node.append(element("strong", "", name));
        node.append(element("span", "", label[state.view.language]));
        if (own) node.append(element("em", "", state.view.words.own));
        if (!stated) node.append(element("em", "", state.view.words.inferred));
        return node;
      };
      marker.bindTooltip(told, { opacity: 1, className: "atlas-tooltip" });
      if (config.inline) marker.bindPopup(told).on("popupopen", () => marker.closeTooltip());
      marker.key = id;
      marker.kind = label;
      marker.dress = () => dress(kind, stated);
      marker.home = marker.getLatLng();
      return marker.addTo(pointLayer);
    }

    function dress(kind, stated) {
      const { shape, colour } = glyph(kind);
      return { shape, color: stated ? "#ffffff" : colour, fillColor: stated ? colour : "#ffffff" };
    }

    // All points, each with whether the view shows it.
    function wanted(view) {
      const own = view.own || { mask: "" };
      return [
        ...state.points.map((marker, i) => [marker, view.points[i] === "1"]),
        ...state.own.points.map((marker, i) => [marker, own.mask[i] === "1"]),
      ];
    }

    function drawPoints(view, own) {
      if (!pointData) return;
      if (!state.points.length) state.points = pointData.map((row) => pointOf(row, false));
      const key = view.own ? view.own.key : null;
      if (own && key !== state.own.key) {
        state.own.points.forEach((marker) => pointLayer.removeLayer(marker));
        state.own = { key, points: own.rows.map((row) => pointOf([...row, own.kinds[row[3]]], true)) };
      }
      state.groups.clear();
      arrange(view);
    }

    // Shows each point that the view shows, or the group that it is one of.
    function arrange(view) {
      const there = wanted(view).filter(([, shown]) => shown).map(([marker]) => marker);
      state.shown = there.length;
      const far = view.plain && map.getZoom() < FAR;
      const groups = far ? gathered(view, there) : [];
      const alone = new Set(far ? groups.filter((group) => group.markers.length === 1).map((group) => group.markers[0]) : there);
      if (!far) spread(there);
      for (const [marker] of wanted(view)) {
        marker.show(alone.has(marker));
        if (!alone.has(marker)) continue;
        const wished = marker.dress();
        if (Object.keys(wished).some((key) => marker.options[key] !== wished[key])) marker.setStyle(wished);
        size(marker);
      }
      clusterLayer.clearLayers();
      groups.filter((group) => group.markers.length > 1).forEach(({ x, y, markers }) => {
        const n = markers.length;
        clusterLayer.addLayer(clusterOf(markers, map.unproject([x / n, y / n])));
      });
    }

    const reach = (n) => Math.min(26, 8 + 1.9 * Math.sqrt(n));

    // Points by squares of the screen; squares whose signs would touch join, the fullest first. A zoom that was
    // looked at before costs nothing.
    function gathered(view, markers) {
      const zoom = map.getZoom();
      if (state.groups.has(zoom)) return state.groups.get(zoom);
      const squares = new Map();
      for (const marker of markers) {
        const { x, y } = map.project(marker.home, zoom);
        // What is open stands alone.
        const square = marker.key === view.initiative ? "" : Math.floor(x / SQUARE) + " " + Math.floor(y / SQUARE);
        if (!squares.has(square)) squares.set(square, { x: 0, y: 0, markers: [] });
        const group = squares.get(square);
        group.x += x;
        group.y += y;
        group.markers.push(marker);
      }
      const open = squares.get("");
      squares.delete("");
      const groups = [];
      for (const one of [...squares.values()].sort((a, b) => b.markers.length - a.markers.length)) {
        const n = one.markers.length;
        const near = groups.find((other) => {
          const m = other.markers.length;
          return Math.hypot(other.x / m - one.x / n, other.y / m - one.y / n) < reach(m) + reach(n);
        });
        if (!near) groups.push(one);
        else {
          near.x += one.x;
          near.y += one.y;
          near.markers.push(...one.markers);
        }
      }
      if (open) groups.push(open);
      state.groups.set(zoom, groups);
      return groups;
    }

    function clusterOf(markers, at) {
      const n = markers.length;
      const count = new Intl.NumberFormat(state.view.language).format(n);
      // One that holds points of the reader's own wears their ring.
      const own = markers.filter((marker) => marker.options.own).length;
      const cluster = new (own ? Own : Point)(at, {
        renderer, count, own: own > 0, shape: "circle", radius: reach(n), weight: 1.4, color: "#ffffff", fillColor: config.marks.line, fillOpacity: 1,
      });
      cluster.shown = true;
      cluster.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        const bounds = L.latLngBounds(markers.map((marker) => marker.home));
        const zoom = Math.max(map.getBoundsZoom(bounds, false, L.point(80, 80)), map.getZoom() + 1);
        map.setView(bounds.getCenter(), Math.min(zoom, FAR + 2), { animate: false });
      });
      cluster.bindTooltip(() => {
        const kinds = new Map();
        markers.forEach(({ kind }) => kinds.set(kind[state.view.language], (kinds.get(kind[state.view.language]) || 0) + 1));
        const most = [...kinds].sort((a, b) => b[1] - a[1]);
        const node = element("div", "atlas-tip");
        node.append(element("strong", "", state.view.words.gathered.replace("{n}", count)));
        most.slice(0, 4).forEach(([name, many]) => node.append(element("span", "", many + " · " + name)));
        if (most.length > 4) node.append(element("span", "", "…"));
        if (own) node.append(element("em", "", new Intl.NumberFormat(state.view.language).format(own) + " · " + state.view.words.own));
        node.append(element("em", "", state.view.words.gatheredHelp));
        return node;
      }, { opacity: 1, className: "atlas-tooltip" });
      return cluster;
    }

    // Leaflet draws a marker again whose radius is set, be it the same. The rim of a small point is thin.
    function size(marker) {
      const wished = marker.key === (state.view || {}).initiative ? 8 : radius();
      if (marker.getRadius() === wished) return;
      marker.options.weight = Math.min(1.4, 0.35 * wished);
      marker.setRadius(wished);
    }

    // Where the reader's own points come from: along with the view, or from a file fetched once.
    async function ownPoints(view) {
      if (!view.own || view.own.key === state.own.key) return null;
      if (view.own.points) return view.own.points;
      const answer = await fetch(view.own.file);
      if (!answer.ok) throw new Error(view.own.file + ": " + answer.status);
      return (await answer.json()).told;
    }

    // Initiatives of one commune share its point: set them side by side, whatever the zoom.
    function spread(markers) {
      const places = new Map();
      for (const marker of markers) {
        const key = marker.home.lat + " " + marker.home.lng;
        if (places.has(key)) places.get(key).push(marker);
        else places.set(key, [marker]);
      }
      for (const group of places.values()) {
        const home = map.latLngToLayerPoint(group[0].home);
        group.forEach((marker, i) => {
          const distance = 1.7 * radius() * Math.sqrt(i);
          const place = i === 0 ? marker.home : map.layerPointToLatLng([
            home.x + distance * Math.cos(2.4 * i), home.y + distance * Math.sin(2.4 * i),
          ]);
          if (!marker.getLatLng().equals(place)) marker.setLatLng(place);
        });
      }
    }

    // The legend stands above the map, where a line answers a click, and overseas beside it.
    function frame(view) {
      const box = map.getContainer();
      // What takes the map's room does so before anybody looks at a place.
      if (state.insets) state.insets.hidden = Boolean(view.codes);
      if (state.frame) return;
      state.frame = element("div", "atlas-frame");
      state.key = element("div", "atlas-key");
      state.key.setAttribute("role", "group");
      state.insets = element("div", "atlas-insets");
      state.insets.setAttribute("role", "group");
      state.insets.hidden = Boolean(view.codes);
      if (!config.inline) state.frame.style.height = box.offsetHeight + "px";
      box.replaceWith(state.frame);
      const row = element("div", "atlas-row");
      row.append(box, state.insets);
      state.frame.append(state.key, row);
      if (!config.inline) box.style.height = "auto";
      new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);
    }

    // Types choose, classes are shown alone; where no page answers, types are words.
    function keyRow(row, key) {
      const item = element("li");
      const acts = row.code ? !config.inline : key !== null;
      const line = element(acts ? "button" : "span");
      if (!row.code || row.kind !== undefined) line.append(swatch(row));
      line.append(element("span", "", row.text));
      if (row.many) line.append(element("b", "", row.many));
      if (row.name && row.name !== row.text) line.title = row.name;
      if (acts) {
        line.type = "button";
        line.dataset.key = row.code || key;
        line.setAttribute("aria-pressed", String(row.code ? Boolean(row.chosen) : state.isolated === key));
        if (!row.code) line.title = state.view.words.isolate;
        line.onclick = () => {
          if (row.code) return choose("type:" + row.code);
          state.isolated = state.isolated === key ? null : key;
          drawKey(state.view);
          drawPolygons(state.view);
          drawInsets(state.view);
        };
      }
      item.append(line);
      return item;
    }

    function drawKey(view) {
      const held = document.activeElement && document.activeElement.dataset.key;
      let number = 0;
      // Alone, a map has no page that would choose types.
      const idle = ({ code, kind }) => config.inline && code && kind === undefined;
      const told = view.legend.groups.filter(({ rows }) => rows.length && !rows.every(idle));
      const first = told.find(({ rows, folded }) => !rows[0].code && !folded);
      const narrow = state.frame.clientWidth <= 560;
      const nodes = told.map((group) => {
        const list = element("ul");
        for (const row of group.rows) {
          const area = row.kind === undefined && !row.mark && !row.code;
          list.append(keyRow(row, !area ? null : row.blank || String(number++)));
        }
        const signs = group.rows.length > (innerHeight > 560 ? 3 : 1) && group.rows[0].kind !== undefined && !group.rows[0].code;
        if (group.folded || (narrow && signs)) {
          const more = element("details");
          more.open = Boolean(state.unfolded);
          more.ontoggle = () => { state.unfolded = more.open; };
          const summary = element("summary");
          if (view.plain && group.rows[0].code) summary.append(swatch(group.rows[0]));
          summary.append(element("span", "", group.title));
          more.append(summary, list);
          return more;
        }
        const part = element("div");
        if (!group.rows[0].code && (group.title || group === first)) {
          const title = element("p", "", group.title);
          if (group === first && !view.plain) title.prepend(element("strong", "", view.legend.title + (group.title ? " · " : "")));
          if (title.textContent) part.append(title);
        }
        part.append(list);
        return part;
      });
      state.key.setAttribute("aria-label", view.legend.title);
      state.key.replaceChildren(...nodes);
      if (held) [...state.key.querySelectorAll("button")].filter((one) => one.dataset.key === held).forEach((one) => one.focus());
      map.invalidateSize({ pan: false, animate: false });
    }

    // The same picture of overseas, small: a click goes there. Only all of France has it.
    function drawInsets(view) {
      if (view.codes) return;
      state.insets.setAttribute("aria-label", view.words.places);
      const there = wanted(view).filter(([, shown]) => shown).map(([marker]) => marker);
      state.insets.replaceChildren(...view.places.map((place, i) => {
        const button = element("button");
        button.type = "button";
        button.onclick = () => look(place.bounds);
        const bounds = L.latLngBounds(place.bounds);
        const inside = there.filter((marker) => bounds.contains(marker.home));
        if (i) button.append(inset(view, bounds, inside));
        const name = element("span", "", place.name);
        if (i && view.plain) name.append(" ", element("b", "", new Intl.NumberFormat(view.language).format(inside.length)));
        button.append(name);
        return button;
      }));
    }

    const INSET = { x: 92, y: 64 };
    function inset(view, bounds, inside) {
      const canvas = element("canvas");
      canvas.width = INSET.x * RATIO;
      canvas.height = INSET.y * RATIO;
      const ctx = canvas.getContext("2d");
      const [a, b] = [map.project(bounds.getNorthWest(), 0), map.project(bounds.getSouthEast(), 0)];
      const scale = Math.min(INSET.x / (b.x - a.x), INSET.y / (b.y - a.y));
      const at = (latlng) => {
        const p = map.project(latlng, 0);
        return [INSET.x / 2 + scale * (p.x - (a.x + b.x) / 2), INSET.y / 2 + scale * (p.y - (a.y + b.y) / 2)];
      };
      if (view.image) {
        const world = 2 ** state.numbers.zoom;
        const [left, top] = [(a.x + b.x) / 2 - INSET.x / 2 / scale, (a.y + b.y) / 2 - INSET.y / 2 / scale];
        state.numbers.paint(canvas, left * world, top * world, world / scale / RATIO, state.surface.look, RATIO);
      }
      ctx.scale(RATIO, RATIO);
      if (state.polygons) state.polygons.layer.eachLayer((layer) => {
        if (!bounds.intersects(layer.getBounds())) return;
        const style = styleOf(layer.order);
        ctx.beginPath();
        for (const ring of layer.getLatLngs().flat(layer.feature.geometry.type === "Polygon" ? 0 : 1)) {
          ring.forEach((latlng, i) => (i ? ctx.lineTo(...at(latlng)) : ctx.moveTo(...at(latlng))));
          ctx.closePath();
        }
        ctx.fillStyle = style.pattern || style.fillColor;
        ctx.fill("evenodd");
        ctx.strokeStyle = style.color;
        ctx.lineWidth = 0.5;
        ctx.stroke();
      });
      for (const marker of inside) {
        const { fillColor, color } = marker.dress();
        ctx.beginPath();
        ctx.arc(...at(marker.home), 2, 0, 2 * Math.PI);
        ctx.fillStyle = fillColor === "#ffffff" ? color : fillColor;
        ctx.fill();
      }
      return canvas;
    }

    // What one looks at stands clear of the buttons.
    function look(bounds) {
      const wide = map.getSize().x > 560;
      map.fitBounds(bounds, {
        animate: false, maxZoom: state.view.codes ? 11 : 9.5, paddingTopLeft: [wide ? 44 : 4, 4], paddingBottomRight: [state.view.plain ? 14 : 4, wide ? 12 : 28],
      });
    }

    // Thousands of points seen from afar are small, or they would hide the map and each other.
    function radius() {
      const zoom = map.getZoom();
      if (zoom < FAR && state.view && state.view.plain) return 5;
      const alone = zoom < 5.4 ? 2.6 : zoom < 6.5 ? 3.6 : zoom < 8 ? 4.6 : 6;
      return alone * (zoom >= 8 || state.shown < 1500 ? 1 : state.shown < 4000 ? 0.5 : 0.36);
    }

    function swatch(row) {
      if (row.mark) return element("span", "atlas-mark " + row.mark);
      if (row.kind !== undefined) {
        const { shape, colour } = glyph(row.kind);
        const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        svg.setAttribute("viewBox", "0 0 14 14");
        svg.setAttribute("class", "atlas-glyph");
        svg.setAttribute("aria-hidden", "true");
        const paths = {
          circle: "M7 2.4a4.6 4.6 0 1 0 .01 0z", square: "M2.8 2.8h8.4v8.4H2.8z", triangle: "M7 1.6l5.2 9.4H1.8z",
          diamond: "M7 1.2l5.8 5.8-5.8 5.8-5.8-5.8z",
        };
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        path.setAttribute("d", paths[shape]);
        path.setAttribute("fill", row.hollow ? "#ffffff" : row.colour || colour);
        path.setAttribute("stroke", row.colour || colour);
        path.setAttribute("stroke-width", row.hollow ? "1.6" : "0.6");
        svg.append(path);
        if (row.ring) {
          path.setAttribute("transform", "translate(2.8 2.8) scale(.6)");
          const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
          const look = { cx: 7, cy: 7, r: 6.2, fill: "none", stroke: ink, "stroke-width": 1.4 };
          for (const [name, value] of Object.entries(look)) ring.setAttribute(name, value);
          svg.append(ring);
        }
        return svg;
      }
      const box = element("span", "atlas-swatch");
      if (swatches[row.blank]) box.style.backgroundImage = swatches[row.blank];
      else box.style.backgroundColor = row.colour;
      return box;
    }

    // Largest towns first, below the group in which one lies; a name that would touch another is left out.
    function drawTowns() {
      const least = TOWN_POPULATION[Math.min(10, Math.max(5, Math.floor(map.getZoom())))];
      const size = map.getSize();
      const taken = drawLabels();
      townLayer.clearLayers();
      const groups = clusterLayer.getLayers().map((one) => ({ ...map.latLngToContainerPoint(one.getLatLng()), r: one.getRadius() }));
      for (const [name, lat, lon, population] of state.towns) {
        if (population < least) break;
        const at = map.latLngToContainerPoint([lat, lon]);
        if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) continue;
        const half = { x: 4 + name.length * 3.1, y: 9 };
        const touching = () => groups.find((one) => Math.abs(one.x - at.x) < one.r + half.x - 4 && Math.abs(one.y - at.y) < one.r + half.y - 4);
        const over = touching();
        if (over) Object.assign(at, { x: over.x, y: over.y + over.r + half.y - 1 });
        if (touching() || taken.some((t) => Math.abs(t.x - at.x) < t.half + half.x && Math.abs(t.y - at.y) < 2 * half.y)) continue;
        taken.push({ x: at.x, y: at.y, half: half.x });
        const label = element("span", "", name);
        townLayer.addLayer(L.marker(map.containerPointToLatLng(at), {
          interactive: false, keyboard: false,
          icon: L.divIcon({ className: "atlas-town", html: label, iconSize: [0, 0] }),
        }));
      }
    }

    // The link in the address bar keeps up with the map without a rerun of the page.
    function writeLink() {
      try {
        const place = window.parent.location;
        const url = new URL(place.href);
        const centre = map.getCenter();
        url.searchParams.set("c", centre.lat.toFixed(3) + "," + centre.lng.toFixed(3));
        url.searchParams.set("z", String(map.getZoom()));
        const text = decodeURIComponent(url.search).replace(/ /g, "+") === decodeURIComponent(place.search).replace(/ /g, "+");
        if (!text) window.parent.history.replaceState(window.parent.history.state, "", url.href);
      } catch (error) {
        if (!(error instanceof DOMException)) throw error; // framed by another site: no address bar to write
      }
    }

    function drawTiles(view) {
      if (tiles && tiles.source !== view.tiles) {
        map.removeLayer(tiles);
        tiles = null;
      }
      if (view.tiles && !tiles) {
        tiles = L.tileLayer(view.tiles, { maxZoom: 18, attribution: view.words.tiles });
        tiles.source = view.tiles;
        tiles.once("tileerror", () => notice(state.view.words.tilesFailed));
        tiles.addTo(map);
      }
    }

    const note = element("div", "atlas-notice");
    note.setAttribute("role", "status");
    map.getContainer().append(note);
    function notice(text) {
      note.textContent = text || "";
      note.hidden = !text;
    }
    notice("");

    map.on("tooltipopen", (event) => { state.tip = event.tooltip; });
    map.on("zoomend", () => state.points.length && arrange(state.view));
    map.on("moveend", () => {
      writeLink();
      drawTowns();
      approach();
    });

    // What a screen reader says of the frame and of Leaflet's own buttons, in the reader's language.
    function speak(view) {
      const root = map.getContainer();
      root.setAttribute("role", "application");
      root.setAttribute("aria-label", view.legend.title);
      if (state.spoken === view.language) return;
      state.spoken = view.language;
      for (const [name, text] of [["in", view.words.zoomIn], ["out", view.words.zoomOut]]) {
        const button = root.querySelector(".leaflet-control-zoom-" + name);
        if (!button) continue;
        button.title = text;
        button.setAttribute("aria-label", text);
      }
      document.documentElement.lang = view.language;
      if (window.frameElement) {
        window.frameElement.title = view.words.frame;
        window.parent.document.documentElement.lang = view.language;
      }
    }

    async function show(view) {
      const mine = ++turn;
      if (view.brought) brought.set(view.brought.file, view.brought.address);
      const needed = [...new Set([...view.files, ...view.outline.map((o) => o.file)])];
      let loaded;
      let own;
      try {
        if (view.packed) Object.assign(view, await inflated(view.packed));
        if (view.image && !state.numbers) state.numbers = await window.atlasCommunes.load(addressOf("image/communes.webp"), await fetchFile("image/frames.json"));
        loaded = new Map(await Promise.all(needed.map(async (file) => [file, await fetchFile(file)])));
        if (!pointData) {
          const shared = config.inline ? config.inline[config.shared] : await fetch(config.shared).then((r) => r.json());
          pointData = shared.points;
          state.towns = shared.towns;
        }
        own = await ownPoints(view);
        if (!lineLayer.getLayers().length) {
          const lines = await fetchFile("lines.json");
          for (const feature of lines.features) {
            lineLayer.addLayer(L.geoJSON(feature, {
              renderer, interactive: false,
              style: feature.id === "region" ? { color: "#4a5860", weight: 1.1, opacity: 0.75 } : { color: "#4a5860", weight: 0.5, opacity: 0.55 },
            }));
          }
        }
      } catch (error) {
        notice(view.words.failed);
        throw error;
      }
      if (mine !== turn) return; // a later change overtook this one
      notice("");
      if (state.view && JSON.stringify(state.view.colours) !== JSON.stringify(view.colours)) state.isolated = null;
      state.view = view;
      frame(view);
      drawKey(view);
      if (view.fit && view.fit.key !== state.fitted) {
        state.fitted = view.fit.key;
        if (view.fit.bounds) look(view.fit.bounds);
        else map.setView(view.fit.centre, view.fit.zoom, { animate: false });
      }
      drawTiles(view);
      const changed = drawPolygons(view, view.files.map((file) => loaded.get(file))) || view.outline.length > 0 || Boolean(view.overlay);
      drawOutline(view, [...new Set(view.outline.map((o) => o.file))].map((file) => loaded.get(file)));
      drawOverlay(view.overlay);
      drawPoints(view, own);
      drawInsets(view);
      if (changed) raise();
      if (!townLayer.getLayers().length || view.plain || view.overlay || labelLayer.getLayers().length) drawTowns();
      speak(view);
      if (map.atlasSource !== view.source) {
        if (map.atlasSource) map.attributionControl.removeAttribution(map.atlasSource);
        map.atlasSource = view.source;
        map.attributionControl.addAttribution(view.source);
      }
      setTimeout(writeLink, 400);
      if (view.image) setTimeout(namesOf, 400);
      // A mark for whoever waits for the picture: the view that is painted, by its number. Leaflet draws in
      // the next frame; the timer after it runs once that frame is out.
      requestAnimationFrame(() => setTimeout(() => {
        map.getContainer().dataset.painted = view.number;
        window.atlasPainted = [view.number, performance.timeOrigin + performance.now()];
      }));
    }

    return { show, map };
  };
})();
