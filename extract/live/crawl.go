package live

import "context"

type Selectors struct{}

func (f *fetch) pages(ctx context.Context, g *Fetched, home *answer, r *rest) error { return nil }
