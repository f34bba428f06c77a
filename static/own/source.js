// Shows an app's source beside it: the button is in the app's page, the source at an address of its own. See
// server/source.go. The buttons that copy are on both pages.
(() => {
	"use strict";
	const root = document.documentElement;
	const words = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text, ...more });

	const copy = async (button) => {
		const code = button.closest(".pg-file").querySelector("code");
		try {
			await navigator.clipboard.writeText(code.textContent);
		} catch { // not a secure context: the way of old
			getSelection().selectAllChildren(code);
			document.execCommand("copy");
		}
		button.textContent = "Copied";
		setTimeout(() => { button.textContent = "Copy"; }, 2000);
	};

	// The panel is made when it is first asked for.
	const build = (button) => {
		const panel = words("aside", "", { className: "pg-source-panel", tabIndex: -1 });
		panel.setAttribute("aria-label", "Source");
		const bar = words("header", "");
		const close = words("button", "×", { type: "button", className: "pg-source-close", ariaLabel: "Close the source", title: "Close" });
		close.addEventListener("click", () => show(button, panel, false));
		bar.append(words("h1", "Source"), words("a", "Open in a tab", { href: button.dataset.source, target: "_blank" }), close);
		panel.append(bar, words("div", "Loading …", { className: "pg-files" }));
		panel.addEventListener("keydown", (event) => { if (event.key === "Escape") show(button, panel, false); });
		button.after(panel);
		return panel;
	};
	const load = async (button, panel) => {
		let files = words("div", "The source could not be loaded. ", { className: "pg-files" });
		try {
			const answer = await fetch(button.dataset.source, { headers: { Accept: "text/html" } });
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			const found = answer.ok && page.querySelector(".pg-files");
			if (found) {
				files = document.adoptNode(found);
				panel.dataset.loaded = "";
			}
		} catch { /* the words above are shown */ }
		panel.querySelector(".pg-files").replaceWith(files);
	};
	const show = (button, panel, on) => {
		panel.hidden = !on;
		root.toggleAttribute("data-source", on);
		button.setAttribute("aria-expanded", String(on));
		(on ? panel : button).focus();
		dispatchEvent(new Event("resize")); // the app has another width
	};

	document.addEventListener("click", async (event) => {
		const button = event.target.closest?.(".pg-source, .pg-copy");
		if (button?.matches(".pg-copy")) await copy(button);
		if (!button?.matches(".pg-source")) return;
		const panel = document.querySelector(".pg-source-panel") ?? build(button);
		show(button, panel, !root.hasAttribute("data-source"));
		if (panel.dataset.loaded === undefined) await load(button, panel);
	});
})();
