// Reads tickets with the camera, where the browser itself can read such pictures.
const AGAIN_AFTER = 3000;

export async function canRead() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

/** Calls `onText` with what each picture says; gives back what stops it. */
export async function read(video, onText) {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const wanted = { video: { facingMode: "environment" }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  video.srcObject = stream;
  await video.play();
  let last = { text: "", at: 0 };
  const timer = setInterval(async () => {
    const [found] = await detector.detect(video).catch(() => []);
    if (!found || (found.rawValue === last.text && Date.now() - last.at < AGAIN_AFTER)) return;
    last = { text: found.rawValue, at: Date.now() };
    onText(found.rawValue);
  }, 200);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
