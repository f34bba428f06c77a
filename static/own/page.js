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
	// What a message of a chat says, as it is seen.
	const said = (root) => [...root.querySelectorAll("*")].flatMap((el) => {
		if (el.classList.contains("pg-step")) return [];
		if (!el.shadowRoot) return [];
		return el.classList.contains("pg-said") ? [...el.shadowRoot.querySelectorAll("div")].slice(0, 1).map((text) => text.innerText.trim()) : said(el.shadowRoot);
	});
	const copy = async (text) => {
		if (navigator.clipboard) return navigator.clipboard.writeText(text);
		const area = Object.assign(document.createElement("textarea"), { value: text }); // a page without encryption
		document.body.append(area);
		area.select();
		document.execCommand("copy");
		area.remove();
	};
	// The buttons of app shells and chats.
	const root = document.documentElement;
	const shows = (variable) => getComputedStyle(root).getPropertyValue(variable).trim() !== "none";
	const deeds = {
		copy: async (button, path) => {
			const message = path.find((el) => el.classList?.contains("pg-msg"));
			await copy(said(message.shadowRoot).join("\n\n"));
			button.dataset.pgDone = "";
			setTimeout(() => { delete button.dataset.pgDone; }, 1500);
		},
		latest: (button, path) => { path.find((el) => el.classList?.contains("pg-chat-log"))?.scrollTo({ top: 0, behavior: "smooth" }); },
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
		const path = event.composedPath();
		const button = path.find((el) => el.dataset?.pgDo);
		if (button) deeds[button.dataset.pgDo]?.(button, path);
	});
})();
