export function render({model}) {
  const [items] = model.useState("items");
  const [done, setDone] = model.useState("done");
  const tick = (item) => setDone(done.includes(item) ? done.filter((d) => d !== item) : [...done, item]);
  return <div>
    {items.map((item) => <label key={item} style={{display: "block", padding: "6px 0"}}>
      <input type="checkbox" checked={done.includes(item)} onChange={() => tick(item)}/>
      <span style={{marginLeft: 8, textDecoration: done.includes(item) ? "line-through" : "none"}}>{item}</span>
    </label>)}
  </div>;
}
