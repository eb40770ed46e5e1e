// A poster is fetched as soon as it is set: not for a reader who asks to save data.
if (!navigator.connection?.saveData) {
  for (const video of document.querySelectorAll("video[data-poster]")) video.poster = video.dataset.poster;
}
