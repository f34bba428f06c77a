// Teaches Panel's models what they do not know: files that are fetched from an address,
// browsers without a camera or an ear. It runs right after Panel's bundle.
(() => {
	"use strict";
	const top = new URL("../../", document.currentScript.src); // the server's prefix
	const viewOf = (name) => Bokeh.Models.get(name)?.prototype.default_view.prototype;

	// Browsers hide cameras from pages that came over plain HTTP.
	if (navigator.mediaDevices === undefined) Object.defineProperty(navigator, "mediaDevices", {value: {}});

	// A button that cannot be clicked, where the browser does not recognise speech.
	if (!("webkitSpeechRecognition" in window)) {
		const dictation = viewOf("panel.models.speech_to_text.SpeechToText");
		const plain = Object.getPrototypeOf(dictation);
		const deaf = {start() {}, stop() {}, abort() {}};
		dictation.setGrammars = () => {};
		dictation.initialize = function () {
			plain.initialize.call(this);
			this.recognition = deaf;
			this.buttonEl = Object.assign(document.createElement("button"), {
				className: "bk-btn bk-btn-light", disabled: true, innerHTML: this.iconNotStarted(), title: "This browser does not recognise speech",
			});
		};
	}

	// A download's data is the file itself, or where the server has it.
	const download = viewOf("panel.models.widgets.FileDownload");
	const embedded = download._update_href;
	download._update_href = function () {
		const {data} = this.model;
		if (data && !data.startsWith("data:")) this.anchor_el.href = new URL(data, top).href;
		else embedded.call(this);
	};
})();
