// The map of the atlas, in the browser: polygons fetched once, restyled ever after.
//
// `atlasMap(map, config)` is called once by the base map, whose text never changes; `show(view)` is called
// after every change of a filter with a few kilobytes: one class and one value per territory, a mask over the
// points, the legend. Text that came from a file reaches the page through textContent only.
/* global L */
(function () {
  "use strict";

  let ink; // of the configuration
  const SHAPES = ["circle", "square", "triangle"];
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
      const { shape, color, fill, fillColor, fillOpacity, weight, own } = layer.options;
      const r = layer._radius;
      const key = [shape, color, fill, fillColor, fillOpacity, weight, own, r].join(" ");
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
    for (const [key, { line, ground, hatch }] of Object.entries(config.patterns)) {
      const tile = tileOf(line, ground, hatch);
      swatches[key] = "url(" + tile.toDataURL() + ")";
      patterns[key] = document.createElement("canvas").getContext("2d").createPattern(tile, "repeat");
    }
    const files = new Map(); // file -> promise of {features, byCode}
    const state = { view: null, polygons: null, outline: null, points: [], own: { key: null, points: [] }, shown: 0, fitted: null, spoken: null, click: 0, towns: [] };
    let pointData = null;
    let tiles = null;
    let turn = 0;

    // A map that nobody has clicked says so as the page does, which would else run a second time at each visit.
    if (window.__GLOBAL_DATA__) window.__GLOBAL_DATA__.selected_tags = null;
    map.getContainer().style.background = "#e8eef2";
    map.attributionControl.setPrefix(false);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    // What is said of a place stands above the legend: its panes leave the map's own, and move along with it.
    const said = ["tooltipPane", "popupPane"].map((name) => map.getContainer().appendChild(map.getPane(name)));
    map.on("move", () => said.forEach((pane) => L.DomUtil.setPosition(pane, L.DomUtil.getPosition(map.getPane("mapPane")))));
    const pointLayer = L.layerGroup().addTo(map);
    const townLayer = L.layerGroup().addTo(map);
    const lineLayer = L.layerGroup().addTo(map);
    const overlayLayer = L.layerGroup().addTo(map);
    const labelLayer = L.layerGroup().addTo(map);

    function fetchFile(file) {
      if (!files.has(file)) {
        // A map that stands alone carries its files.
        const answer = config.inline ? Promise.resolve(config.inline[file]) : fetch(config.files + file + "?v=" + config.version, { cache: "force-cache" }).then((r) => {
          if (!r.ok) throw new Error(file + ": " + r.status);
          return r.json();
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
    function styleOf(index) {
      const view = state.view;
      const key = view.classes[index] || "x";
      const soft = view.tiles ? 0.62 : 1;
      const style = { color: "#ffffff", weight: view.thin ? 0.3 : 0.5, opacity: 0.9, fillOpacity: soft, pattern: null };
      if (patterns[key]) style.pattern = patterns[key];
      style.fillColor = view.colours[Number(key)] || "#ffffff";
      if (patterns[key]) style.color = "#c5ced4";
      return style;
    }

    function tooltipOf(layer) {
      const view = state.view;
      const node = element("div", "atlas-tip");
      node.append(element("strong", "", layer.feature.properties.name));
      const value = view.values[layer.order];
      const key = view.classes[layer.order];
      const known = value !== null && value !== undefined;
      if (known) node.append(element("span", "", format(value, view.unit)));
      if (view.blanks[key]) node.append(element(known ? "em" : "span", "", view.blanks[key]));
      const chance = view.chances ? view.chances[layer.order] : null;
      if (typeof chance === "number") {
        const share = new Intl.NumberFormat(view.language, { style: "percent" }).format(chance / 100);
        node.append(element("em", "", view.words[chance < view.sure ? "check" : "chance"].replace("{share}", share)));
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
    }

    function drawPolygons(view, collections) {
      const name = view.files.join("|") + (view.codes ? " " + view.codes.join(" ") : "");
      if (state.polygons && state.polygons.name === name) {
        state.polygons.layer.eachLayer((layer) => {
          const style = styleOf(layer.order);
          if (Object.keys(style).some((key) => layer.options[key] !== style[key])) layer.setStyle(style);
        });
        return false;
      }
      const features = collections.flatMap((collection) => collection.features);
      const order = new Map((view.codes || features.map((f) => f.id)).map((code, i) => [code, i]));
      const layer = L.geoJSON(
        { type: "FeatureCollection", features: features.filter((f) => order.has(f.id)) },
        {
          renderer,
          style: (feature) => styleOf(order.get(feature.id)),
          onEachFeature: (feature, one) => {
            one.order = order.get(feature.id);
            one.on("click", (event) => {
              L.DomEvent.stopPropagation(event);
              choose(view.level + ":" + feature.id);
            });
            one.on("mouseover", () => one.setStyle({ weight: 2, color: ink }).bringToFront() && raise());
            one.on("mouseout", () => one.setStyle(styleOf(one.order)));
          },
        },
      );
      layer.bindTooltip(tooltipOf, { sticky: true, opacity: 1, className: "atlas-tooltip" });
      // Alone, no page beside the map answers a click or a tap.
      if (config.inline) layer.bindPopup(tooltipOf).on("popupopen", () => layer.closeTooltip());
      if (state.polygons) map.removeLayer(state.polygons.layer);
      layer.addTo(map);
      state.polygons = { name, layer };
      return true;
    }

    // Canvas order is drawing order: outlines above polygons, points above all.
    function raise() {
      lineLayer.eachLayer((l) => l.bringToFront());
      if (state.outline) state.outline.bringToFront();
      overlayLayer.eachLayer((l) => l.bringToFront());
      pointLayer.eachLayer((l) => l.bringToFront());
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
      const wanted = [
        ...overlay.marks.filter((m) => m[3]).map(([lat, lon, , text]) => [lat, lon, text, -18]),
        ...overlay.circles.map(([lat, lon, km]) => [lat + km / 111.2, lon, km + " km", 0]),
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
      // A type that only a reader's own rows have.
      if (kind >= SHAPES.length * config.palette.length) return { shape: "circle", colour: config.other };
      return { shape: SHAPES[Math.floor(kind / config.palette.length) % SHAPES.length], colour: config.palette[kind % config.palette.length] };
    }

    function pointOf(row, own) {
      const [id, lat, lon, kind, stated, name, label] = row;
      const { shape, colour } = glyph(kind);
      const marker = new (own ? Own : Point)([lat, lon], {
        renderer, shape, own, radius: 4.2, weight: 1.4,
        color: stated ? "#ffffff" : colour,
        fillColor: stated ? colour : "#ffffff",
        fillOpacity: 1,
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
      return marker.addTo(pointLayer);
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
      state.shown = wanted(view).filter(([, there]) => there).length;
      spread(view);
      for (const [marker, there] of wanted(view)) {
        marker.show(there);
        if (there) size(marker);
      }
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
      return (await answer.json()).points;
    }

    // Initiatives of one commune share its point: set them side by side, whatever the zoom.
    function spread(view) {
      const places = new Map();
      for (const [marker, there] of wanted(view)) {
        if (!there) continue;
        marker.home = marker.home || marker.getLatLng();
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

    // What one looks at stands clear of the buttons and, where there is room, beside or above the legend. The
    // mainland leaves the legend's corner to the sea.
    function look(bounds) {
      const box = legend.box;
      const wide = map.getSize().x > 560;
      const pads = wide ? [[60, 26, 0, 8]] : [[0, 60, 0, box.open ? 8 : box.offsetHeight + 46]];
      if (wide && String(bounds) !== String(state.view.places[0].bounds)) {
        pads.unshift([box.offsetWidth + 26, 26, 8, 8], [60, 26, 8, box.offsetHeight + 18]);
      }
      const zoomOf = ([left, top, right, bottom]) => map.getBoundsZoom(bounds, false, L.point(left + right, top + bottom));
      const [first, second] = pads;
      const [left, top, right, bottom] = second && zoomOf(second) > zoomOf(first) ? second : first;
      map.fitBounds(bounds, {
        animate: false, maxZoom: state.view.codes ? 11 : 9.5, paddingTopLeft: [left, top], paddingBottomRight: [right, bottom],
      });
    }

    // Thousands of points seen from afar are small, or they would hide the map and each other.
    function radius() {
      const zoom = map.getZoom();
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

    const Legend = L.Control.extend({
      options: { position: "bottomleft" },
      onAdd() {
        this.box = element("details", "atlas-legend");
        this.box.open = map.getContainer().clientWidth > 560;
        // Without its first words a browser would put its own, in its own language.
        this.box.hidden = true;
        L.DomEvent.disableClickPropagation(this.box);
        L.DomEvent.disableScrollPropagation(this.box);
        return this.box;
      },
      draw(legend) {
        this.box.hidden = false;
        const nodes = [element("summary", "", legend.title)];
        for (const group of legend.groups) {
          const list = element("ul");
          for (const row of group.rows) {
            const item = element("li");
            item.append(swatch(row), element("span", "", row.text));
            list.append(item);
          }
          if (group.rows.length > 9) {
            // A long list stays folded until someone asks; it stays as the reader left it.
            const more = element("details");
            more.open = this.unfolded;
            more.ontoggle = () => { this.unfolded = more.open; };
            more.append(element("summary", "", group.title), list);
            nodes.push(more);
          } else {
            nodes.push(element("p", "", group.title), list);
          }
        }
        this.box.replaceChildren(...nodes);
      },
    });
    const legend = new Legend().addTo(map);

    const Places = L.Control.extend({
      options: { position: "topright" },
      onAdd() {
        this.box = element("div", "atlas-places");
        this.box.setAttribute("role", "group");
        L.DomEvent.disableClickPropagation(this.box);
        return this.box;
      },
      draw(places, label) {
        this.box.setAttribute("aria-label", label);
        this.box.replaceChildren(...places.map((place) => {
          const button = element("button", "", place.name);
          button.type = "button";
          button.onclick = () => look(place.bounds);
          return button;
        }));
      },
    });
    const places = new Places().addTo(map);

    // Largest towns first; a name that would touch one already written is left out.
    function drawTowns() {
      const least = TOWN_POPULATION[Math.min(10, Math.max(5, Math.floor(map.getZoom())))];
      const size = map.getSize();
      const taken = drawLabels();
      townLayer.clearLayers();
      for (const [name, lat, lon, population] of state.towns) {
        if (population < least) break;
        const at = map.latLngToContainerPoint([lat, lon]);
        if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) continue;
        const half = { x: 4 + name.length * 3.1, y: 9 };
        if (taken.some((t) => Math.abs(t.x - at.x) < t.half + half.x && Math.abs(t.y - at.y) < 2 * half.y)) continue;
        taken.push({ x: at.x, y: at.y, half: half.x });
        const label = element("span", "", name);
        townLayer.addLayer(L.marker([lat, lon], {
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

    map.on("zoomend", () => state.view && spread(state.view));
    map.on("zoomend", () => pointLayer.eachLayer(size));
    map.on("moveend", () => {
      writeLink();
      drawTowns();
    });

    // What a screen reader says of the frame and of Leaflet's own buttons, in the reader's language.
    function speak(view) {
      const root = map.getContainer();
      root.setAttribute("aria-label", view.legend.title);
      if (state.spoken === view.language) return;
      state.spoken = view.language;
      places.draw(view.places, view.words.places);
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
      const needed = [...new Set([...view.files, ...view.outline.map((o) => o.file)])];
      let loaded;
      let own;
      try {
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
      notice(view.notice);
      state.view = view;
      legend.draw(view.legend);
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
      if (changed) raise();
      if (!townLayer.getLayers().length || view.overlay || labelLayer.getLayers().length) drawTowns();
      speak(view);
      if (map.atlasSource !== view.source) {
        if (map.atlasSource) map.attributionControl.removeAttribution(map.atlasSource);
        map.atlasSource = view.source;
        map.attributionControl.addAttribution(view.source);
      }
      setTimeout(writeLink, 400);
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
