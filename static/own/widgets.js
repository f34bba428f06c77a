// Keeps a field for files from reading more than it takes: the message that brings them would be too long, and cost the page
// its connection before anybody could say why.
(() => {
	"use strict";
	const View = Bokeh.Models.get("FileInput").prototype.default_view.prototype;
	const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
	const load = View.load_files;
	View.load_files = async function (files) {
		const most = Number(this.model.tags.find((tag) => String(tag).startsWith("pg-most:"))?.slice(8) ?? Infinity);
		const total = [...files].reduce((sum, file) => sum + file.size, 0);
		if (total <= most) {
			this.el.style.removeProperty("--pg-error");
			this.el.classList.toggle("pg-invalid", this.model.css_classes.includes("pg-invalid"));
			return load.call(this, files);
		}
		const what = files.length > 1 ? "These files have" : "This file has";
		this.el.style.setProperty("--pg-error", JSON.stringify(`${what} ${megabytes(total)}; ${megabytes(most)} are allowed`));
		this.el.classList.add("pg-invalid");
		this.input_el.value = "";
	};
})();
