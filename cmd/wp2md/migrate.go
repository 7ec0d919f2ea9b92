package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/migrate"
)

const migrateHelp = `wp2md migrate SOURCE... [flags]    convert a site to Markdown files

SOURCE is a WordPress export: an .xml file, plain, gzipped or zipped; several
files or a folder of one split export; - for standard input; or the http(s)
address of a live site, which is then fetched first (wp2md help fetch).

  -o, --out DIR        output folder (default site)
      --config FILE    settings file (default wp2md.yaml, if it is there)
      --for PRESET     target dialect (default plain)
      --media MODE     download: copy what --uploads has, fetch the rest (default)
                       local:    only what --uploads has, no network
                       link:     write the /images paths, get nothing, list what
                                 is to be got for wget and curl
                       keep:     leave the addresses of files as they are
      --uploads DIR    a copy of wp-content/uploads to take files from first: a
                       folder, or a .tar or .tar.gz of one
      --allow-private  let downloads go to loopback and private addresses, and
                       through the proxy that the environment names
      --links MODE     rewrite or keep links to pages (default rewrite)
      --permalinks P   new path of posts, such as /:year/:month/:slug/
                       (default: the old path, without index.php)
      --terms FORM     slug or name: how categories and tags are written
                       (default slug)
      --types LIST     post types (default: all content)
      --status LIST    statuses; private and password ask for what is held back
                       (default: all but those and trash)
      --author LIST    logins or names
      --since DATE     from this day, month or year on
      --until DATE     up to and with this day, month or year
      --only LIST      IDs or slugs; all else stays as it is in DIR
      --prune          remove the files of posts that are not in SOURCE any more,
                       but for those that you have edited
      --force          write into a folder that has other files
      --verify=false   do not hold every page against its source (default: do)
      --ours           where you and the new version have changed the same
      --theirs         place of a file, yours stands, or the new one; --theirs
                       writes files again that you have deleted
      --jobs N         parallel conversions (default: number of CPUs)
      --json           summary as JSON on standard output
      --quiet          no progress, no summary

Drafts, pending and scheduled posts get draft: true. Private posts and those
behind a password are held back. What is new is merged into a file that you
have edited; where both have changed the same place the file stays as it is,
and its new version is put beside it as name.md.new. A file that you have
renamed is updated where it is, one that you have deleted stays away.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some items failed or
need a look, 130 interrupted; then the same command goes on. What was fetched
is not fetched again.

  wp2md migrate export.xml --uploads backup/wp-content/uploads -o site
`

func newMigrate(a *app) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "migrate SOURCE...",
		Short: "convert a site to Markdown files",
		Long:  migrateHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{"migrate needs a source", "wp2md migrate export.xml"}
			}
			if err := o.check(); err != nil {
				return err
			}
			return a.migrate(cmd.Context(), args, &o)
		},
	}
	o.register(cmd.Flags())
	return cmd
}

func (a *app) migrate(ctx context.Context, sources []string, o *options) error {
	res, err := a.carry(ctx, sources, o, o.Options)
	if err != nil {
		return err
	}
	switch {
	case o.json:
		err = a.printReport(o.Out)
	case !o.quiet:
		err = a.printSummary(o, res)
	}
	a.complainOf(res)
	return err
}

// carry runs a migration, and says with which code the program ends.
func (a *app) carry(ctx context.Context, sources []string, o *options, mo migrate.Options) (*migrate.Result, error) {
	bar := a.progress(o.quiet)
	defer bar.Done()
	mo.Sources, mo.Stdin, mo.Version, mo.Progress = sources, a.stdin, version(), bar
	mo.Allow, mo.Limits = a.allow, a.limits
	var err error
	if mo.User, mo.Password, err = credentials(); err != nil {
		return nil, err
	}
	res, err := migrate.Run(ctx, mo)
	if err != nil {
		return nil, err
	}
	if res.Attention {
		a.code = exitAttention
	}
	if !o.quiet {
		for _, n := range res.Notes {
			fmt.Fprintf(a.stderr, "wp2md: %s\n", printable(fmt.Sprintf("%s: %s", n.Kind, n.Text)))
		}
	}
	return res, nil
}

// complainOf tells what was wrong with the source and the folder.
func (a *app) complainOf(res *migrate.Result) {
	if res.Source != nil {
		a.complain(res.Source)
	}
	for _, p := range res.Folder {
		a.complain(p)
	}
}
