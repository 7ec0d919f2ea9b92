package transform

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform/markdown"
)

// Names of settings as themes and plugins declare them, of what a visitor read: words.
var wordParams = strings.Fields(`title icon_tool_tip icon_tooltip sub_title subtitle stitle heading headline heading_title over_title tagline eyebrow lead intro_text desc short_description content_text text text_top text1 text_2 line_one second_line sale_line
	sign author_position occupation company employer department name client_name tname tjob staff_name speaker album track_title btn_text btntext1 button_label button2_text cta_label link_name read_more_text
	all_filter_text textbf steplabel rec recommended highlight_reason ribbon ribbon_text badge badge_prefix flag_text label label_one tag_text tooltip_text hint sale_text title_sale title-sale discount discount_mini_title
	discount_img_text_1 promo_title offer deal_text price_text price_prefix price_unit price_period price_note period duration_text plan_name package_name unit currency per billing_text status_text availability condition_text
	icon_title icon_text icon_label icon_heading icon_description icon_caption icon_title_front svg_title icontitle image_caption image_label img_title photo_caption hover_title hover_text hover_heading content_hover_title image_hover_text
	overlay_title overlay_text overlay_heading watermark_text front_title back_title flip_title beforetext before_heading after_text after_label before_number prefix_text number_suffix counter_prefix counter_title count_text number_label
	stat_title fact_text percent_text progress_label skill_name skill_title bar_title chart_label pie_title step_title step_label process_title year_title date_label time_text time_label location address_text city region venue_name
	area_text room_name zip_city map_title marker_text pin_title phone_text email_label website_text contact_title hours_text weekdays monday sunday open_text question toggle_title tab_name accordion_title slide_caption banner_title
	quote_text testimonial_job cite source_name feature feature_title feature_1 feature_list item_1 item_label item_value service_name service_hours product_name menu_title dish_name allergens breed species variety model
	brand fuel transmission mileage_text floor_text room_type house_type car_type cuisine_type job_type blood_type body_type class_title course_name level_text difficulty grade season product_size room_size team_size class_size
	portion_size weight_text height_text width_label music_style beer_style award certificate experience_period qualification motto slogan mission bio about_text summary message notice_text warning_text info_title
	extra_text details footer_text header_text left_text center_text outer_title side_text column_title col_heading row_label cell_text grid_title box_title card_label block_title animated_text rotating_text fancy_title highlighted_text
	marquee_text scroll_text outline_text video_title song_title download_label file_label pdf_title relation reliability related_title iconic classes_title form_title newsletter_text social_label follow_text zoom_text offset_text
	distance_text opening speed_label titulo titre untertitel beschreibung nombre ciudad cat_title type_text hero_title hero_eyebrow cta_note popup_title modal_text value value_text legend xlabel time_unit days_label finished_text
	countdown_label signature symbol rank_text rating_label winner team_a opponent match_title league player_name nationality chapter scripture preacher publisher language genre director airline departure_city gate_text max_label
	min_label order_title limit_text key_label anchor_text duration_label delay_label overlay_label ratio_text tablet_text desktop_text team_position member_position laurel barrel apparel`)

// Numbers.
var numberParams = strings.Fields(`number num number_1 numbers digit figure amount total total_count counter counter_number counter_value count_to count_value end_value ending_number final_number start_from percents percent_value title_percent
	title-percent progress_value progress_percent bar_percent bar_value skill_level skill_percentage chart_percent pie_value price regular_price sale_price old_price new_price price_monthly yearly_price original_price discounted_price
	plan_price ticket_price price_value cost fee rent salary sale sale_off sale_percent discount_percent off save years start_year since years_experience age month day hours minutes badge_days badge_number day_number rating_value
	reviews_count score rank points goals wins step_number step_num order_number item_number room_number seats guests bedrooms bathrooms beds floors garage area_value sqft acres living_area lot_size building_size depth volume
	capacity power distance_km range duration_value days_left temperature calories servings persons students_count member_count clients_count projects downloads version_number model_year horsepower mileage kilometers doors data_value
	quantity stock sold followers icon_number fact_number stat_value stats_number milestone result number_value value1 success_rate success_percentage loading_capacity stat1Num annualDiscount tank_size wheel_size`)

// Where somebody is reached.
var reachParams = strings.Fields(`url link link_1 btn_link button_url cta_link read_more_link website page_url image_link author_url client_url source_url video_link download_url file_url map_link booking_url facebook twitter linkedin
	phone phone1 phone2 phone3 phone_two phones phone_number telephone tel1 mobile cell fax fax_number hotline contact_number call_number emergency_number email email_address info_email`)

// Names that are of a look as well: of these the form of a value says it.
var eitherParams = strings.Fields(`status condition skin logic version target target_group target_audience effects side_effects transformation position duration price_duration plan_duration distance currency_symbol style_name color_name
	border_town background_title background_text bg_title gradient_text shadow_text size_label weight height width speed count max min step order_text tag layout_name event_type service_type montag sonntag`)

var (
	wordValues   = []string{"Harbour breeze tales", "calm evening waters", "Lighthouse", "driftwood", "Suite7", "BRISTOL", "37", "64%", "18:45", "9am", "14 May 2033", "250+", "41st", "⛵", "灯台", "Маяк", "19 kg", "Ann Miller", "Ride-on", "24/7", "$85"}
	numberValues = []string{"37", "4,812", "5631", "64%", "129.95", "$85", "€ 73", "24/7", "250+", "41st", "19 kg", "15K", "2031-05-23", "14 May 2033", "Lighthouse"}
	reachValues  = []string{"https://other.example/seaside", "+49 30 5557788"}
	eitherValues = []string{"Harbour breeze tales", "Lighthouse", "$85", "250+", "24/7", "14 May 2033", "灯台", "Маяк", "4,812"}
)

// inVehicles returns contents and fields that have the values under one name, each in another
// way in which builders and plugins keep it.
func inVehicles(key string, values []string) []extract.Item {
	each := func(format string) string {
		var out strings.Builder
		for _, v := range values {
			out.WriteString(strings.NewReplacer("KEY", key, "VALUE", v).Replace(format))
		}
		return out.String()
	}
	group := func(v string) string {
		return url.PathEscape(`[{"` + key + `":"` + v + `","icon":"fa fa-x"}]`)
	}
	var groups, rows []string
	for _, v := range values {
		groups = append(groups, `[acme_zee values="`+group(v)+`"]`)
		rows = append(rows, fmt.Sprintf(`{"_id":"a","%s":%q}`, key, v))
	}
	field := func(name, value string) []extract.Meta { return []extract.Meta{{Key: name, Value: value}} }
	elements, _ := json.Marshal(values)
	return []extract.Item{
		{Content: each("[acme_zee title=\"Shown\" KEY=\"VALUE\"]Words[/acme_zee]\n\n")},
		{Content: "[acme_list]" + each(`[acme_row KEY="VALUE"]Words[/acme_row]`) + "[/acme_list]"},
		{Content: "[vc_row][vc_column]" + strings.Join(groups, "") + "[/vc_column][/vc_row]"},
		{Content: each("<!-- wp:acme/zee {\"KEY\":\"VALUE\"} -->\n<div class=\"wp-block-acme-zee\"><p>Shown</p></div>\n<!-- /wp:acme/zee -->\n\n")},
		{Content: each("<!-- wp:acme/zee {\"KEY\":\"VALUE\"} /-->\n\n")},
		{Meta: field("_elementor_data", "["+strings.TrimSuffix(each(`{"elType":"widget","widgetType":"acme-zee","settings":{"KEY":"VALUE"}},`), ",")+"]")},
		{Meta: field("_elementor_data", `[{"elType":"widget","widgetType":"acme-zee","settings":{"title":"Shown","items":[`+strings.Join(rows, ",")+`]}}]`)},
		{Meta: field("_elementor_data", `[{"elType":"widget","widgetType":"acme-zee","settings":{"title":"Shown","`+key+`":`+string(elements)+`}}]`)},
		{Content: `<p>Before</p>` + strings.ReplaceAll(each(`<div class="acme" data-KEY="VALUE"></div>`), "_", "-") + `<p>After</p>`},
	}
}

// TestSweepParams holds that what a visitor read is in the page or in a note under each of very
// many names of settings, however it is kept.
func TestSweepParams(t *testing.T) {
	lib, turn := testLibrary(), 0
	hold := func(keys, values []string) {
		for _, key := range keys {
			all := inVehicles(key, values)
			for i := range 3 { // each in some of them
				it := all[(turn+i*4)%len(all)]
				it.Type, it.ID, it.Status = "page", 77, "publish"
				page := Tree(&it, lib, Options{})
				out := string(markdown.New(nil).Print(page.Tree))
				for _, n := range page.Notes {
					out += "\n" + n.Text
				}
				out = strings.ReplaceAll(out, `\`, "")
				for _, v := range values {
					if !strings.Contains(out, v) && !strings.Contains(out, strings.TrimPrefix(v, "https://")) {
						t.Errorf("%s=%q is in neither the page nor a note:\n%s %v\n⇒ %s", key, v, it.Content, it.Meta, out)
					}
				}
			}
			turn++
		}
	}
	hold(wordParams, wordValues)
	hold(numberParams, numberValues)
	hold(reachParams, reachValues)
	hold(eitherParams, eitherValues)
}

// TestSweepLooks holds that settings of looks and of programs are in no note.
func TestSweepLooks(t *testing.T) {
	lib := testLibrary()
	for line := range strings.SplitSeq(strings.TrimSpace(lookParams), "\n") {
		key, val, _ := strings.Cut(strings.TrimSpace(line), " ")
		for i, it := range inVehicles(key, []string{val}) {
			if i == 2 || i == 4 || i == 8 || strings.Contains(val, `"`) {
				continue // these quote all that they have
			}
			it.Type, it.ID, it.Status = "page", 77, "publish"
			for _, n := range Tree(&it, lib, Options{}).Notes {
				if strings.HasPrefix(n.Text, note.UnshownSettings) {
					t.Errorf("%s=%q has a note: %s\n%s %v", key, val, n.Text, it.Content, it.Meta)
				}
			}
		}
	}
}

// lookParams are names of settings and their values as sites have them.
const lookParams = `
	icon_title fa fa-heart
	icon_tooltip top
	icon_tool_tip right
	icon heart-o
	icon lnr lnr-store
	icon fas fa-star
	i_icon_openiconic vc-oi vc-oi-chart-pie
	icon_position left
	icon_size 40
	icon_type extraicon
	overlay_texture texture1
	hover_type_standard gradient_hover
	hover_effect zoom-in
	hover_animation grow
	image_size 200x100
	img_size full
	thumbnail_size post-thumbnail
	font_size 30px
	font_size_title 18
	text_font_weight 600
	title_font font_family:Poppins|font_call:Poppins
	font_family Source Sans Pro
	text_font Open Sans
	line_height 1.4
	letter_spacing 2px
	text_transform uppercase
	text_align center
	title_tag h3
	html_tag div
	headertag span
	title_color sandy_brown
	color_title #ffffff
	color_scheme primary
	bg_color_value #ffffff
	background_layout dark
	background_position center center
	background_repeat no-repeat
	background_size cover
	bg_title primary
	bg_style custom
	css .vc_custom_1466422134789{padding-top: 10px}
	css_animation fadeInUp
	animation bounceIn
	animation_type fade
	animation_duration 0.5
	animation_delay 300
	animation_direction down
	transition all 0.3s ease
	easing easeInOutQuad
	effect slide
	gradient pale-ocean
	border_style solid
	border_radius 3px
	border 1px solid
	box_shadow 0 0 10px
	padding 10px 20px
	padding 4xl
	rt_padding_top 100
	padding_desc 20%
	margin_top -40
	bottom_margin page-margin-top
	width 1/2
	width 1/4
	height large
	min_height 300px
	max_width 950
	aspect_ratio 16:9
	aspectRatio 3/2
	delay 300
	duration 500
	duration slow
	speed 1500
	autoplay 5000
	zoom 14
	offset vc_col-xs-9
	offset 3
	order ASC
	order desc
	orderby menu_order
	columns 3
	columns_gap 20
	column 2c
	count 6
	posts_per_page 5
	limit 10
	max 100
	step 10
	class mb-4 mt-0 text-center
	class white align-center large
	class border-top inner-shadow
	el_class use-as-lists
	el_id services-we-offer
	className header-banner video
	html_class form-row justify-content-center
	button_style btn-outline
	btn_style 3d
	style style_2
	style 3d
	style dashed
	button_size large
	skin dark
	layout Grid2
	layout grid
	type 1_4
	type constrained
	target _blank
	rel nofollow
	link_target same_window
	position absolute
	position left
	divider_position right
	seperator_position top_bottom_seperator
	grid_layout masonry
	post_type portfolio
	row_type row_center_content
	map_type ROADMAP
	map_style theme
	parallax_speed 0.5
	opacity 0.6
	overlay_opacity 0.5
	status publish
	version light
	weight regular
	admin_label Call To Action
	module_label Our Team
	starting_number 5
	unique_id 95fcaa8b-8754-4ee9-870f-12ab0f25fb00
	attachment_id 42
	hide_title true
	show_icon yes
	disable_container 1
	enable_overlay enable_overlay_value
	error_text Something went wrong
	success_message Thank you for writing
	no_results_text Nothing was found here
	placeholder Your name
	aria_label Open the menu
	visibility hide-phone
	clip_path polygon(50% 0%, 80% 10%)
	mask_svg blob2
	mobile_height 30
	desktop_height 130
`
