// Asked only at a click; rounded to some hundred metres, enough for a commune.
const ROUND = 1000;
const ASKED = { enableHighAccuracy: false, maximumAge: 300000, timeout: 15000 };
export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const tell = (answer) => {
    button.disabled = false;
    button.textContent = data.ask;
    setTriggerValue("answer", answer);
  };
  const rounded = (degrees) => Math.round(degrees * ROUND) / ROUND;
  button.textContent = data.ask;
  button.hidden = false; // it has no name before
  button.onclick = () => {
    if (!navigator.geolocation) return tell({ fault: "unavailable" });
    button.disabled = true;
    button.textContent = data.wait;
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => tell({ lon: rounded(coords.longitude), lat: rounded(coords.latitude) }),
      ({ code, PERMISSION_DENIED }) => tell({ fault: code === PERMISSION_DENIED ? "refused" : "unavailable" }),
      ASKED,
    );
  };
}
