package server_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

func TestAutoload(t *testing.T) { // conformance 6
	at := serve(t)
	if got := request(t, at, "GET /counter/autoload.js"); got.StatusCode != 400 {
		t.Errorf("without an element: status %d", got.StatusCode)
	}
	got := request(t, at, "GET /deep/er/autoload.js?bokeh-autoload-element=here&bokeh-app-path=/deep/er&bokeh-absolute-url=http://apps.test/deep/er&a=1")
	got.has(t, "Content-Type", "text/javascript; charset=utf-8")
	got.has(t, "Access-Control-Allow-Origin", "*")
	got.has(t, "Cache-Control", "no-store")
	for _, want := range []string{`"elementid":"here"`, `path = "/deep/er"`, `address = "http://apps.test/deep/er"`, `"http://apps.test/static/js/bokeh.min.js?v=`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if got := request(t, at, "GET /counter/autoload.js?bokeh-autoload-element=x&resources=none"); strings.Contains(got.body, "bokeh.min.js") {
		t.Error("resources=none loads scripts")
	}
}

func TestAutoloadTakesNoMarkup(t *testing.T) {
	got := request(t, serve(t), `GET /counter/autoload.js?bokeh-autoload-element=%22%3C/script%3E%0a&bokeh-app-path=%22%2balert(1)&bokeh-absolute-url=javascript:alert(1)`)
	for _, bad := range []string{`"</script>`, `"+alert`, "javascript:"} {
		if strings.Contains(got.body, bad) {
			t.Errorf("%s got through", bad)
		}
	}
}

func TestAutoloadAcrossOrigins(t *testing.T) { // conformance 6
	at := serve(t)
	path := "/counter/autoload.js?bokeh-autoload-element=x"
	request(t, at, "GET "+path, "Origin: http://blog.test").has(t, "Access-Control-Allow-Origin", "*")
	request(t, at, "GET "+path, "Origin: http://blog.test", "Cookie: a=b").has(t, "Access-Control-Allow-Origin", "http://blog.test")
	asked := request(t, at, "OPTIONS "+path, "Origin: http://blog.test")
	if asked.StatusCode != 204 {
		t.Errorf("status %d", asked.StatusCode)
	}
	asked.has(t, "Access-Control-Allow-Origin", "http://blog.test")
	asked.has(t, "Access-Control-Allow-Methods", "GET, OPTIONS, PUT")
	asked.has(t, "Access-Control-Allow-Credentials", "true")
	request(t, at, "OPTIONS "+path).has(t, "Access-Control-Allow-Origin", "*")
}

func TestArgumentsOfAnEmbeddedAppTravelInTheToken(t *testing.T) {
	at := serve(t)
	got := request(t, at, "GET /visit/autoload.js?bokeh-autoload-element=x&a=1&b=")
	token := regexp.MustCompile(`"token":"([^"]+)"`).FindStringSubmatch(got.body)[1]
	claims, err := session.NewSigner([]byte(key)).Verify(token, time.Now())
	if err != nil || claims.Payload["arguments"] == nil {
		t.Fatal(claims, err)
	}
	tab := servertest.Visit(t, at+"/visit")
	tab.Drop()
	// The session is gone, as after a long sleep; the websocket of an embedding page has that
	// page's query.
	claims.Session = "anew"
	tab.Token = session.NewSigner([]byte(key)).Sign(claims)
	tab.Join()
	if got, _ := tab.Value("visit").(string); !strings.Contains(got, `"Arguments":{"a":["1"],"b":[""]}`) {
		t.Error(got)
	}
}
