// Package monitor watches the machine that it runs on: processor, memory, disk, network, and the processes that are busiest.
// However many people look, the machine is measured once a second; while nobody does, not at all.
//
//panelgo:gallery Apps
package monitor

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/cache"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/disk"
	"github.com/shirou/gopsutil/v4/mem"
	"github.com/shirou/gopsutil/v4/net"
	"github.com/shirou/gopsutil/v4/process"
)

type sample struct {
	Time              time.Time
	CPU, Memory, Disk float64 // %
	In, Out           float64 // bytes since the machine has started
	busiest           []proc
}

type proc struct {
	PID    int32
	Name   string
	CPU    float64 `title:"CPU, %" format:"0.0"`
	Memory float64 `title:"Memory, MiB" format:"0,0"`
}

// machine has the latest sample for all visitors.
var machine = cache.New(cache.Options{TTL: 900 * time.Millisecond}, measure)

const window = 120 // samples that plots show

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	source := plot.FromStructs([]sample{})
	load := plot.New("Processor and memory, %").TimeX().SetYRange(0, 100)
	load.Line(source, "Time", "CPU", plot.Style{Legend: "processor"})
	load.Line(source, "Time", "Memory", plot.Style{Legend: "memory"})
	load.LegendAbove(2)
	traffic := plot.New("Network, bytes per second").TimeX()
	traffic.Line(source, "Time", "In", plot.Style{Legend: "received"})
	traffic.Line(source, "Time", "Out", plot.Style{Legend: "sent"})
	traffic.LegendAbove(2).YAxis.Format(plot.Numeral("0.0 b"))

	bands := []layout.Band{{UpTo: 60, Color: "#2ba26f"}, {UpTo: 85, Color: "#e8a10a"}, {UpTo: 100, Color: "#d4477a"}}
	processor, memory, drive := layout.NewGauge("Processor", "%.0f %%", 0, 100, 0, bands...),
		layout.NewGauge("Memory", "%.0f %%", 0, 100, 0, bands...), layout.NewGauge("Disk", "%.0f %%", 0, 100, 0, bands...)
	table := widgets.NewTabulator(plot.Columns([]proc{}), widgets.ColumnsOf[proc]()...)

	var before sample
	look := func(ctx context.Context) func() {
		now, err := machine.Get(ctx, "")
		return func() {
			if err != nil || !now.Time.After(before.Time) {
				return
			}
			point := now
			seconds := now.Time.Sub(before.Time).Seconds()
			point.In, point.Out = (now.In-before.In)/seconds, (now.Out-before.Out)/seconds
			if before.Time.IsZero() {
				point.In, point.Out = 0, 0
			}
			before = now
			if err := source.Stream(plot.Columns([]sample{point}), window); err != nil {
				doc.Log().Error("sample lost", "err", err)
			}
			processor.SetValue(now.CPU)
			memory.SetValue(now.Memory)
			drive.SetValue(now.Disk)
			table.Rows.Show(plot.Columns(now.busiest))
		}
	}
	doc.Go(look)
	doc.Every(time.Second, func() { doc.Go(look) })

	shell := template.New("System monitor")
	shell.Main(layout.Flow(220, processor, memory, drive), layout.Flow(340, load, traffic), layout.Fixed("Busiest processes", table))
	doc.SetTitle("Monitor")
	doc.Add(shell)
	return nil
}

// measure reads the machine's counters. What a system does not tell stays 0.
func measure(ctx context.Context, _ string) (sample, error) {
	s := sample{Time: time.Now()}
	if all, err := cpu.PercentWithContext(ctx, 0, false); err == nil && len(all) > 0 {
		s.CPU = all[0]
	}
	if m, err := mem.VirtualMemoryWithContext(ctx); err == nil {
		s.Memory = m.UsedPercent
	}
	if d, err := disk.UsageWithContext(ctx, "/"); err == nil {
		s.Disk = d.UsedPercent
	}
	if all, err := net.IOCountersWithContext(ctx, false); err == nil && len(all) > 0 {
		s.In, s.Out = float64(all[0].BytesRecv), float64(all[0].BytesSent)
	}
	running, err := process.ProcessesWithContext(ctx)
	for _, p := range running {
		name, _ := p.NameWithContext(ctx) // a process that has ended in the meantime has no name
		used, _ := p.CPUPercentWithContext(ctx)
		if held, err := p.MemoryInfoWithContext(ctx); err == nil {
			s.busiest = append(s.busiest, proc{p.Pid, name, used, float64(held.RSS) / (1 << 20)})
		}
	}
	slices.SortFunc(s.busiest, func(a, b proc) int { return cmp.Compare(b.CPU, a.CPU) })
	s.busiest = s.busiest[:min(12, len(s.busiest))]
	return s, err
}
