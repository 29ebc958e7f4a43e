// Sends a log file as it is and shows what is in it. XMLHttpRequest, since fetch tells no progress of an upload.

export function offerUpload(shown) {
  const form = document.getElementById("upload");
  if (!form) return;
  const progress = document.getElementById("uploading");
  const report = document.getElementById("report");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const file = document.getElementById("file").files[0];
    if (!file) return;
    const button = form.querySelector("button");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    const request = new XMLHttpRequest();
    request.open("POST", "/ui/logs/analyze?name=" + encodeURIComponent(file.name) + "&zone=" + encodeURIComponent(zone));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (step) => { progress.value = step.total ? step.loaded / step.total : 0; };
    request.onloadend = () => {
      progress.hidden = true;
      button.disabled = false;
      if (request.status === 200) {
        report.innerHTML = request.responseText; // made by our own templates, which escape
        shown(report);
      } else {
        report.textContent = request.status ? request.status + " " + request.statusText : "✗";
      }
    };
    progress.value = 0;
    progress.hidden = false;
    button.disabled = true;
    request.send(file);
  });
}
