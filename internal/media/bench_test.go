package media

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"
)

// Files of a host that is 20 ms away, and answers any number of requests at
// once.
func BenchmarkFetch(b *testing.B) {
	s := serve(b, func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Millisecond)
		io.WriteString(w, png)
	})
	for _, most := range []int{4, 16} {
		b.Run(fmt.Sprintf("connections=%d", most), func(b *testing.B) {
			wants := make([]Want, b.N)
			for i := range wants {
				wants[i] = Want{i, fmt.Sprintf("%d.png", i), fmt.Sprintf("%s/%d.png", s.URL, i)}
			}
			b.ResetTimer()
			err := Fetch(b.Context(), slices.Values(wants), Options{
				Private: true,
				Parts:   partsFolder(b),
				Limits:  Limits{PerHost: most},
				Save:    func(w Want, r io.Reader) error { _, err := io.Copy(io.Discard, r); return err },
				Done: func(w Want, err error) {
					if err != nil {
						b.Error(err)
					}
				},
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
		})
	}
}
