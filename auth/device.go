package auth

import (
	"net/http"
	"strings"
	"time"
)

// deviceLife is how long a browser stays known to the throttle after a sign-in.
const deviceLife = 180 * 24 * time.Hour

// deviceJar keeps its cookies for the sign-in page alone.
func (f *form) deviceJar(at RequestOrigin) *jar {
	return &jar{path: at.path(f.options.LoginEndpoint), keys: f.signIns.jar.keys}
}

// deviceCookie is the cookie of one name, so that several people can share a browser.
func (j *jar) deviceCookie(name string) string {
	return cookieName + "-device-" + j.mac("device name", name)[:8]
}

// knownDevice returns what a browser is known by in which that very name has signed in before, or
// "".
func (f *form) knownDevice(r *http.Request, at RequestOrigin, name string) string {
	j := f.deviceJar(at)
	device, signature, _ := strings.Cut(j.get(r, at, j.deviceCookie(name)), ".")
	if device == "" || !j.good("device", device+"\n"+name, signature) {
		return ""
	}
	return device
}

// knowDevice lets the browser be known as one in which that name has signed in.
func (f *form) knowDevice(w http.ResponseWriter, at RequestOrigin, name string) {
	j, device := f.deviceJar(at), random()
	j.set(w, at, j.deviceCookie(name), device+"."+j.mac("device", device+"\n"+name), deviceLife)
}
