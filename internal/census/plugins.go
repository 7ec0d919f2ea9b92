package census

// Plugin is a plugin that the site used, and what is read of what it keeps in places of
// its own. Its post types, fields and shortcodes are counted as such.
type Plugin struct {
	Name string `json:"name"` // folder
	Read string `json:"read"` // empty: nothing but those
}

// What is read of plugins, by their folder.
const (
	redirectsRead    = "redirects"
	descriptionsRead = "descriptions and redirects"
	languagesRead    = "languages and translations"
	membersRead      = "who may see what"
	entriesNotRead   = "not what visitors sent"
	ordersNotRead    = "products, not orders and customers"
)

// pluginsRead says what is read of a plugin.
func pluginsRead() map[string]string {
	return map[string]string{
		"redirection": redirectsRead, "eps-301-redirects": redirectsRead, "simple-301-redirects": redirectsRead, "safe-redirect-manager": redirectsRead,
		"wordpress-seo": "descriptions", "wordpress-seo-premium": descriptionsRead,
		"seo-by-rank-math": descriptionsRead, "all-in-one-seo-pack": descriptionsRead, "all-in-one-seo-pack-pro": descriptionsRead,
		"nextgen-gallery": "galleries, not albums and tags", "tablepress": "tables",
		"sitepress-multilingual-cms": languagesRead, "polylang": languagesRead, "polylang-pro": languagesRead,
		"advanced-custom-fields": "fields", "advanced-custom-fields-pro": "fields", "co-authors-plus": "authors",
		"paid-memberships-pro": membersRead, "simple-membership": membersRead, "wishlist-member": membersRead,
		"contact-form-7": "forms", "flamingo": entriesNotRead, "wpforms": entriesNotRead, "wpforms-lite": entriesNotRead, "gravityforms": entriesNotRead, "ninja-forms": entriesNotRead, "formidable": entriesNotRead,
		"woocommerce": ordersNotRead, "easy-digital-downloads": ordersNotRead,
	}
}

// pluginsOf says of plugins what is read of them.
func pluginsOf(folders []string) []Plugin {
	list, read := []Plugin{}, pluginsRead()
	for _, name := range folders {
		list = append(list, Plugin{name, read[name]})
	}
	return list
}
