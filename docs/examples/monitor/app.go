// Package monitor watches the machine that it runs on: processor, memory, disk, network, and the processes that are busiest.
// However many people look, the machine is measured once a second; while nobody does, not at all.
//
//panelgo:gallery Apps
package monitor

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/cache"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
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
	Received, Sent    float64 // bytes per second
	traffic           net.IOCountersStat
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

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	samples := plot.NewRows[sample](nil)
	load := plot.New("Processor and memory, %").TimeX().SetYRange(0, 100).LegendAbove(2)
	load.Lines(samples.Source, "Time", "CPU", "Memory")
	traffic := plot.New("Network, bytes per second").TimeX().LegendAbove(2)
	traffic.Lines(samples.Source, "Time", "Received", "Sent")
	traffic.YAxis.Format(plot.Numeral("0.0 b"))

	bands := []layout.Band{{UpTo: 60, Color: "#2ba26f"}, {UpTo: 85, Color: "#e8a10a"}, {UpTo: 100, Color: "#d4477a"}}
	processor := layout.NewGauge("Processor", "%.0f %%", 0, 100, 0, bands...)
	memory := layout.NewGauge("Memory", "%.0f %%", 0, 100, 0, bands...)
	drive := layout.NewGauge("Disk", "%.0f %%", 0, 100, 0, bands...)
	table := widgets.NewTable[proc](nil)

	now := reactive.NewWork(machine.Get)
	var before sample
	now.OnChange(func(s sample) {
		if seconds := s.Time.Sub(before.Time).Seconds(); seconds > 0 { // at first as many as can be, so that rates begin near 0
			s.Received = float64(s.traffic.BytesRecv-before.traffic.BytesRecv) / seconds
			s.Sent = float64(s.traffic.BytesSent-before.traffic.BytesSent) / seconds
			samples.Append(120, s)
		}
		before = s
		processor.SetValue(s.CPU)
		memory.SetValue(s.Memory)
		drive.SetValue(s.Disk)
		table.SetRows(s.busiest)
	})
	now.OnError(func(err error) { doc.Log().Error("not measured", "err", err) })
	now.Repeat("", time.Second)

	shell := template.New("System monitor")
	shell.Main(layout.Flow(220, processor, memory, drive), layout.Flow(340, load, traffic), layout.Fixed("Busiest processes", table))
	doc.Add(shell)
	return nil
}

// measure reads the machine's counters.
func measure(ctx context.Context, _ string) (sample, error) {
	used, err1 := cpu.PercentWithContext(ctx, 0, false) // of all processors, since it was last asked for
	memory, err2 := mem.VirtualMemoryWithContext(ctx)
	drive, err3 := disk.UsageWithContext(ctx, "/")
	traffic, err4 := net.IOCountersWithContext(ctx, false) // of all networks
	running, err5 := process.ProcessesWithContext(ctx)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return sample{}, err
	}
	s := sample{Time: time.Now(), CPU: used[0], Memory: memory.UsedPercent, Disk: drive.UsedPercent, traffic: traffic[0]}
	for _, p := range running {
		name, _ := p.NameWithContext(ctx) // a process that has ended in the meantime has no name
		used, _ := p.CPUPercentWithContext(ctx)
		if held, err := p.MemoryInfoWithContext(ctx); err == nil {
			s.busiest = append(s.busiest, proc{p.Pid, name, used, float64(held.RSS) / (1 << 20)})
		}
	}
	slices.SortFunc(s.busiest, func(a, b proc) int { return cmp.Compare(b.CPU, a.CPU) })
	s.busiest = s.busiest[:min(12, len(s.busiest))]
	return s, nil
}
