// Nothing loads unasked. A poster is fetched as soon as it is set: not for a reader who asks to save data.
for (const video of document.querySelectorAll(".media video")) {
  if (video.dataset.poster && !navigator.connection?.saveData) video.poster = video.dataset.poster;
  // Captions are fetched as soon as they are on: put on with the first play, left to the reader after that.
  video.addEventListener("play", () => { if (video.textTracks[0]) video.textTracks[0].mode = "showing"; }, { once: true });
}
