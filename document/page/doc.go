// Package page holds what belongs to the browser's page as a whole: its address, what the browser
// says of itself, the theme, and notifications. Panel has them as pn.state.location,
// pn.state.browser_info, pn.config.theme and pn.state.notifications.
//
//	page.Sync(doc, "year", year)          // /app?year=2024 starts with 2024
//	page.Notify(doc).Success("Saved.")
//	page.Browser(doc).OnChange(func(b page.Info) { … b.Width … })
//	page.SetTheme(doc, page.Dark)
//
// Each function returns the one thing of its kind that a document has, and makes it when first
// asked. All of them are for turns, as everything of a document is.
//
// It leaves to others who asked for the page and how ([document.Document.Visit]), and how the page
// looks (the package template).
package page
