// Tells the visitor when the server has closed the page for good: their sign-in is over. The front end would try to come
// back, and be refused. It must run before the front end opens its websocket.
(() => {
	"use strict";
	const signedOut = 4001;
	const over = (reason) => {
		for (const doc of window.Bokeh?.documents ?? []) {
			// Each time a page came back it left a document behind that is none any more, and has no config.
			try { doc.config.reconnect_session = false; } catch { /* nothing to keep away */ }
		}
		const words = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
		const notice = document.createElement("div");
		notice.className = "pg-over";
		notice.setAttribute("role", "alertdialog");
		notice.setAttribute("aria-label", "Signed out");
		const again = Object.assign(words("a", "Sign in again"), { href: location.href });
		again.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
		notice.append(words("h1", "You are signed out"), words("p", reason || "The sign-in is over."), again);
		document.body.append(notice);
		again.focus();
	};
	const Native = window.WebSocket;
	window.WebSocket = class extends Native {
		constructor(...args) {
			super(...args);
			this.addEventListener("close", (event) => { if (event.code === signedOut) over(event.reason); });
		}
	};
	// Escape closes the topmost modal window: the library below it looks for the focus where a shadow root hides it.
	document.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || event.defaultPrevented) return;
		const open = [...(window.Bokeh?.index?.all_views?.() ?? [])].filter((view) => view.modal?.shown);
		open.at(-1)?.modal.hide();
	});
	// The buttons of app shells.
	const root = document.documentElement;
	const shows = (variable) => getComputedStyle(root).getPropertyValue(variable).trim() !== "none";
	const deeds = {
		sidebar: () => { root.dataset.sidebar = shows("--pg-side") ? "closed" : "open"; },
		theme: () => {
			const theme = root.dataset.theme === "dark" ? "light" : "dark";
			root.dataset.theme = theme;
			try {
				localStorage.setItem("panelgo-theme", theme);
			} catch {
				// in a frame that may not keep anything
			}
		},
	};
	document.addEventListener("click", (event) => {
		const button = event.composedPath().find((el) => el.dataset?.pgDo);
		if (button) deeds[button.dataset.pgDo]?.();
	});
})();
