package component_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/component"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
	"github.com/panelgo/panelgo/session"
)

// Counter is a state of a number, a place for another component and a list of some.
type Counter struct {
	document.Base `bokeh:"Counter" extends:"Model"`
	Count         document.Prop[int]                `bokeh:"count"`
	Body          document.Prop[models.UIElement]   `bokeh:"body"`
	Items         document.Prop[[]models.UIElement] `bokeh:"items"`
}

// A module of each kind that does the same: a button that counts, what it was told, and a button
// that tells.
const (
	plain = `
export function render({model, el}) {
  const button = Object.assign(document.createElement("button"), {className: "count"});
  const said = document.createElement("p");
  const show = () => { button.textContent = "count is " + model.count; };
  button.onclick = () => { model.count += 1; };
  const tell = Object.assign(document.createElement("button"), {className: "tell", textContent: "tell"});
  tell.onclick = () => model.send_msg({word: "hello", n: 3});
  model.on("count", show);
  model.on("msg:custom", (message) => { said.textContent = "was told " + message.word; });
  show();
  el.append(button, tell, said);
  const body = model.get_child("body");
  if (body) el.append(body);
  for (const item of model.get_child("items")) el.append(item);
}`
	react = `
export function render({model}: {model: any}) {
  const [count, setCount] = model.useState("count");
  const [said, setSaid] = React.useState("");
  React.useEffect(() => model.on("msg:custom", (message) => setSaid("was told " + message.word)), []);
  return <div>
    <button className="count" onClick={() => setCount(count + 1)}>{"count is " + count}</button>
    <button className="tell" onClick={() => model.send_msg({word: "hello", n: 3})}>tell</button>
    <p>{said}</p>{model.get_child("body")}{model.get_child("items")}
  </div>;
}`
	widget = `
function render({model, el}) {
  const button = document.createElement("button");
  button.classList.add("count");
  const show = () => { button.innerHTML = "count is " + model.get("count"); };
  button.addEventListener("click", () => { model.set("count", model.get("count") + 1); model.save_changes(); });
  const tell = document.createElement("button");
  tell.classList.add("tell");
  tell.addEventListener("click", () => model.send({word: "hello", n: 3}, undefined, [new Uint8Array([7, 8]).buffer]));
  const said = document.createElement("p");
  model.on("msg:custom", (message, buffers) => { said.textContent = "was told " + message.word + buffers.map((b) => b.getUint8(0)).join(); });
  model.on("change:count", show);
  show();
  el.append(button, tell, said);
}
export default { render };`
)

type word struct {
	Word string `json:"word"`
	N    int    `json:"n"`
}

func serve(t *testing.T, app func(*document.Document) error, changes ...func(*server.Options)) string {
	t.Helper()
	return serveAll(t, server.Apps{"/app": app}, changes...) + "/app"
}

func serveAll(t *testing.T, apps server.Apps, changes ...func(*server.Options)) string {
	t.Helper()
	var opts server.Options
	for _, change := range changes {
		change(&opts)
	}
	return servertest.Serve(t, apps, opts, session.Options{})
}

func TestModulesAndGoShareAState(t *testing.T) {
	for name, build := range map[string]func(told func(word)) (models.UIElement, *Counter, func(string)){
		"plain": func(told func(word)) (models.UIElement, *Counter, func(string)) {
			c := component.New[Counter](component.Module{Code: plain})
			component.OnMessage(c, told)
			return c, c.State, func(s string) { c.Send(word{Word: s}) }
		},
		"react": func(told func(word)) (models.UIElement, *Counter, func(string)) {
			c := component.NewReact[Counter](component.Module{Code: react})
			component.OnMessage(c, told)
			return c, c.State, func(s string) { c.Send(word{Word: s}) }
		},
		"widget": func(told func(word)) (models.UIElement, *Counter, func(string)) {
			c := component.NewAnyWidget[Counter](component.Module{Code: widget})
			component.OnBuffers(c, func(w word, buffers [][]byte) {
				if len(buffers) == 1 && string(buffers[0]) == "\x07\x08" {
					told(w)
				}
			})
			return c, c.State, func(s string) { c.Send(word{Word: s}, []byte{9}) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			tab := chrome.Open(t, serve(t, func(doc *document.Document) error {
				says := pane.NewText("")
				var tell func(string)
				shown, state, send := build(func(w word) { says.SetText(w.Word + " from the module"); tell("back") })
				tell = send
				state.Count.Set(5)
				state.Count.OnChange(func(c document.Change[int]) {
					if c.New == 6 && c.Origin != nil {
						state.Count.Set(60)
					}
				})
				if name != "widget" {
					state.Body.Set(pane.NewText("the body"))
					state.Items.Set([]models.UIElement{pane.NewText("item one"), pane.NewText("item two")})
				}
				doc.Add(shown, says)
				return nil
			}))
			tab.WaitText("count is 5")
			tab.Click(tab.Find(".count"))
			tab.WaitText("count is 60")
			tab.Click(tab.Find(".tell"))
			tab.WaitText("hello from the module")
			tab.WaitText("was told back")
			if name != "widget" {
				tab.WaitText("the body")
				tab.WaitText("item two")
			}
			tab.Shot("component.png")
		})
	}
}
