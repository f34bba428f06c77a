// What the client does, as a function that runs inside the page: BokehJS takes only objects of its own realm.
(async (address, token) => {
  const seen = {}
  Bokeh.set_log_level("error")
  const {pull_session} = Bokeh.require("client/connection")
  const session = await pull_session(address.replace(/^http/, "ws") + "/ws", token)
  const doc = session.document
  const find = (name) => [...doc._all_models.values()].find((m) => m.name === name)
  const columns = () => Object.fromEntries(Object.entries(find("source").data).map(([name, column]) => [name, [...column]]))
  const settled = () => session.force_roundtrip()

  seen.title = doc.title()
  seen.roots = doc.roots().map((m) => m.type)
  seen.pulled = [find("slider").value, find("text").text, columns()]

  find("slider").value = 7
  await settled()
  seen.followed = find("text").text

  find("source").stream({x: [4, 5], s: ["d", "e"]}, 4)
  await settled()
  find("source").patch({x: [[0, 30]], s: [[1, "patched"]]})
  await settled()
  seen.changed = columns()

  const click = async () => {
    find("button").trigger_event(new (Bokeh.require("core/bokeh_events").ButtonClick)())
    await settled()
  }
  seen.clicks = []
  for (let i = 0; i < 5; i++) {
    await click()
    seen.clicks.push([find("text").text, columns(), find("box").children.map((m) => m.text ?? m.type), doc.title()])
  }

  const Div = Bokeh.Models.get("Div")
  find("box").children = [...find("box").children, new Div({name: "mine", text: "made in Node"})]
  await settled()
  find("mine").text = "and changed"
  find("mine").tags = [NaN, new Map([[1, 2]]), new Set(["a"]), new Float32Array([1.5, 2]), {deep: [null, true]}]
  await settled()

  const {Message} = Bokeh.require("protocol/message")
  const ask = (kind, content) => session._connection.send_with_reply(Message.create(kind, {}, content)).then((reply) => reply.msgtype(), (error) => String(error))
  seen.refused = await ask("PATCH-DOC", {events: [{kind: "ModelChanged", model: {id: "nobody"}, attr: "text", new: 1}]})
  seen.info = await session.request_server_info()

  // A connection that is lost comes back by itself, and the document with it.
  const back = new Promise((resolve) => { session._connection._repull_session_doc = new Proxy(session._connection._repull_session_doc, {
    apply: async (pull, self, args) => { await Reflect.apply(pull, self, args); resolve() },
  }) })
  session._connection.socket.close()
  await back
  await settled()
  seen.again = [find("slider").value, find("text").text, find("mine").text, columns().x.length]
  find("slider").value = 2
  await settled()
  seen.last = find("text").text

  session.close()
  return seen
})
