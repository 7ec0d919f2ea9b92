package dump

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// synthetic writes a dump of about so many bytes in the shape that mysqldump
// has, with the tables of a site that has been lived in: what is wanted is less
// than half of it.
func synthetic(out io.Writer, size int64) error {
	c := &counter{w: out}
	w := bufio.NewWriterSize(c, 1<<20)
	rnd := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields(`the of a to in is you that it he was for on are with as I his they be at one have this from or had by hot but some what
		there we can out other were all your when up use word how said an each she which do their time if will way about many then them would write like
		so these her long make thing see him two has look more day could go come did my sound no most number who over know water than call first people
		may down side been now find l\'été déjà – “quoted” naïve`)
	sentence := func(n int) string {
		var b strings.Builder
		for i := range n {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[rnd.IntN(len(words))])
		}
		return b.String()
	}
	html := func() string {
		var b strings.Builder
		for range 2 + rnd.IntN(12) {
			fmt.Fprintf(&b, `<!-- wp:paragraph -->\n<p>%s <a href=\"https://old.example/2013/04/%s/\">%s</a>, %s.</p>\n<!-- /wp:paragraph -->\n\n`,
				sentence(40), words[rnd.IntN(20)], sentence(3), sentence(30))
		}
		return b.String()
	}
	posts := int(size / 21_000)
	insert := func(table, columns string, n int, row func(i int) string) {
		fmt.Fprintf(w, "\n--\n-- Table structure for table `%[1]s`\n--\n\nDROP TABLE IF EXISTS `%[1]s`;\nCREATE TABLE `%[1]s` (\n", table)
		for i, name := range strings.Fields(columns) {
			if i > 0 {
				w.WriteString(",\n")
			}
			fmt.Fprintf(w, "  `%s` text NOT NULL", name)
		}
		fmt.Fprintf(w, "\n);\n\nLOCK TABLES `%[1]s` WRITE;\n", table)
		length := 0
		for i := range n {
			r := row(i)
			if length == 0 {
				fmt.Fprintf(w, "INSERT INTO `%s` VALUES ", table)
			} else {
				w.WriteString(",")
			}
			w.WriteString(r)
			if length += len(r); length > 1_000_000 || i == n-1 {
				w.WriteString(";\n")
				length = 0
			}
		}
		w.WriteString("UNLOCK TABLES;\n")
	}
	w.WriteString("-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n\n/*!40101 SET NAMES utf8mb4 */;\n")
	columns := func(table string) string { return strings.Join(tableColumns[tableNamed[table]], " ") }
	insert("wp_actionscheduler_logs", "log_id action_id message log_date_gmt", posts*12, func(i int) string {
		return fmt.Sprintf(`(%d,%d,'action complete via WP Cron %s','2024-01-01 00:00:00')`, i, i/3, sentence(4))
	})
	insert("wp_commentmeta", columns("commentmeta"), posts*3, func(i int) string {
		return fmt.Sprintf(`(%d,%d,'akismet_history','a:3:{s:4:\"time\";d:1366000000.5;s:5:\"event\";s:9:\"check-ham\";s:4:\"user\";s:%d:\"%s\";}')`, i+1, i+1, 10, sentence(5))
	})
	insert("wp_comments", columns("comments"), posts*4, func(i int) string {
		approved := "1"
		if i%3 == 0 {
			approved = "spam"
		}
		return fmt.Sprintf(`(%d,%d,'%s','a%d@example.invalid','','192.0.2.7','2013-04-05 09:00:00','2013-04-05 07:00:00','%s',0,'%s','Mozilla/5.0 (X11)','comment',0,0)`,
			i+1, rnd.IntN(posts)*3+1, sentence(2), i, sentence(30), approved)
	})
	insert("wp_options", columns("options"), 200+posts/4, func(i int) string {
		switch i {
		case 0:
			return `(1,'siteurl','https://old.example','yes')`
		case 1:
			return `(2,'home','https://old.example','yes')`
		case 2:
			return `(3,'permalink_structure','/%year%/%monthnum%/%postname%/','yes')`
		}
		return fmt.Sprintf(`(%d,'_transient_feed_%x','%s','no')`, i+1, i, html())
	})
	insert("wp_postmeta", columns("postmeta"), posts*9, func(i int) string {
		return fmt.Sprintf(`(%d,%d,'_field_%d','%s')`, i+1, i/3+1, i%10, sentence(8))
	})
	insert("wp_posts", columns("posts"), posts*3, func(i int) string {
		typ, status := "post", "publish"
		if i%3 > 0 {
			typ, status = "revision", "inherit"
		}
		return fmt.Sprintf(`(%d,%d,'2013-04-02 17:30:00','2013-04-02 15:30:00','%s','%s','','%s','open','open','','slug-%d','','','2013-04-02 17:30:00','2013-04-02 15:30:00','',0,'https://old.example/?p=%d',0,'%s','',2)`,
			i+1, i%5+1, html(), sentence(6), status, i, i, typ)
	})
	insert("wp_term_relationships", columns("term_relationships"), posts*6, func(i int) string {
		return fmt.Sprintf(`(%d,%d,0)`, i/2+1, 1+rnd.IntN(200))
	})
	insert("wp_term_taxonomy", columns("term_taxonomy"), 200, func(i int) string {
		return fmt.Sprintf(`(%d,%d,'%s','',0,1)`, i+1, i+1, []string{"category", "post_tag"}[i%2])
	})
	insert("wp_terms", columns("terms"), 200, func(i int) string { return fmt.Sprintf(`(%d,'Term %d','term-%d',0)`, i+1, i, i) })
	insert("wp_usermeta", columns("usermeta"), posts, func(i int) string { return fmt.Sprintf(`(%d,%d,'session_tokens','secret-%d')`, i+1, i+1, i) })
	insert("wp_users", columns("users"), posts, func(i int) string {
		return fmt.Sprintf(`(%d,'user%d','$P$Bsecret','user%d','user%d@example.invalid','','2010-01-01 00:00:00','',0,'User %d')`, i+1, i, i, i, i)
	})
	w.WriteString("\n-- Dump completed on 2026-11-28 12:08:56\n")
	return w.Flush()
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return c.w.Write(p)
}
