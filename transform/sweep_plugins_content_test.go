package transform

// pluginContents is what plugins leave in posts, a line each (⏎ is a line's end): the
// most used ones of wordpress.org that do, and those of other shops. A § is a mark, a ¶
// one that visitors read; ⟦…⟧ is encoded (func encoded).
const pluginContents = `
== Contact Form 7
[contact-form-7 id="1234" title="§ form"]
[contact-form 1 "§ form"]
<!-- wp:contact-form-7/contact-form-selector {"id":12,"title":"§ form"} --><div class="wp-block-contact-form-7-contact-form-selector">[contact-form-7 id="12" title="§ form"]</div><!-- /wp:contact-form-7/contact-form-selector -->
== Elementor
[elementor-template id="1234"]¶
<div data-elementor-type="wp-post" class="elementor elementor-12"><section class="elementor-section"><div class="elementor-widget-container"><h2 class="elementor-heading-title">¶ a</h2><a class="elementor-button-link" href="https://mark.example/¶"><span class="elementor-button-text">¶ b</span></a></div></section></div>
<div class="elementor-widget-video" data-settings="⟦ent {"youtube_url":"https:\/\/www.youtube.com\/watch?v=¶","video_type":"youtube"}⟧"><div class="elementor-video"></div></div>
<div class="elementor-counter"><div class="elementor-counter-number-wrapper"><span class="elementor-counter-number" data-to-value="250">0</span></div><div class="elementor-counter-title">¶ t</div></div>
== WooCommerce
[products limit="4" columns="4" category="§"]
[product_page id="99" sku="§"]
[add_to_cart id="99" style="" sku="§"]
[product_category category="§" per_page="12"]
<!-- wp:woocommerce/featured-product {"productId":15} --><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link" href="https://mark.example/¶">¶ shop</a></div><!-- /wp:button --><!-- /wp:woocommerce/featured-product -->
<!-- wp:woocommerce/featured-category {"categoryId":15,"editMode":false} --><div class="wp-block-button"><a class="wp-block-button__link" href="https://mark.example/¶">¶ now</a></div><!-- /wp:woocommerce/featured-category -->
<!-- wp:woocommerce/handpicked-products {"products":[11,12],"contentVisibility":{"image":true}} /-->¶
<!-- wp:woocommerce/product-search {"formId":"x","label":"§ l","placeholder":"§ p"} /-->
<!-- wp:woocommerce/customer-account {"displayStyle":"icon_and_text"} /-->¶
== WPForms
[wpforms id="123" title="false" description="false"]¶
<!-- wp:wpforms/form-selector {"formId":"123","displayTitle":true} /-->¶
== Ninja Forms, Formidable, Forminator, Fluent Forms, Gravity Forms, Everest Forms, Happyforms
[ninja_form id=5]¶
[formidable id="5" title=true key="§"]
[forminator_form id="12"]¶
[fluentform id="12" type="classic"]¶
[gravityform id="1" title="false" description="false" ajax="true" field_values="x=§"]
[everest_form id="5"]¶
<!-- wp:fluentfom/guten-block {"formId":"12","formTitle":"§ f"} /-->
<!-- wp:gravityforms/form {"formId":"1","title":false} /-->¶
<!-- wp:thesixthree/happyforms {"id":"5"} /-->¶
== Jetpack
<!-- wp:jetpack/contact-info --><div class="wp-block-jetpack-contact-info"><!-- wp:jetpack/email {"email":"¶1@x.example"} --><div class="wp-block-jetpack-email"><a href="mailto:¶1@x.example">¶1@x.example</a></div><!-- /wp:jetpack/email --><!-- wp:jetpack/phone {"phone":"555"} --><div class="wp-block-jetpack-phone"><a href="tel:555">¶</a></div><!-- /wp:jetpack/phone --><!-- wp:jetpack/address {"address":"¶2 Street","city":"C","linkToGoogleMaps":true} --><div class="wp-block-jetpack-address"><div class="jetpack-address__address">¶2 Street</div></div><!-- /wp:jetpack/address --></div><!-- /wp:jetpack/contact-info -->
<!-- wp:jetpack/business-hours {"days":[{"name":"Mon","hours":[{"opening":"09:00","closing":"17:00"}]}]} /-->¶
<!-- wp:jetpack/map {"mapCenter":{"lng":1,"lat":2},"points":[{"placeTitle":"¶1 place","title":"¶1 place","caption":"¶ cap","coordinates":{"longitude":1.5,"latitude":2.5}}]} --><div class="wp-block-jetpack-map" data-map-style="default"><ul><li><a href="https://www.google.com/maps/search/?api=1&amp;query=2.5,1.5">¶1 place</a></li></ul></div><!-- /wp:jetpack/map -->
<!-- wp:jetpack/tiled-gallery {"ids":[1,2]} --><div class="wp-block-jetpack-tiled-gallery"><div class="tiled-gallery__row"><figure class="tiled-gallery__item"><img alt="¶" data-id="1" data-link="https://old.example/a" data-url="https://mark.example/¶1.jpg" src="https://i0.wp.com/mark.example/¶1.jpg?ssl=1"/></figure></div></div><!-- /wp:jetpack/tiled-gallery -->
<!-- wp:jetpack/slideshow {"ids":[1]} --><div class="wp-block-jetpack-slideshow"><ul class="wp-block-jetpack-slideshow_swiper-wrapper"><li><figure><img alt="¶ a" data-id="1" src="https://mark.example/¶.jpg"/><figcaption>¶ c</figcaption></figure></li></ul></div><!-- /wp:jetpack/slideshow -->
<!-- wp:jetpack/image-compare --><figure class="wp-block-jetpack-image-compare"><div class="juxtapose"><img id="1" src="https://mark.example/¶.jpg" alt="¶ a"/><img id="2" src="https://mark.example/¶.jpg" alt=""/></div><figcaption>¶ cap</figcaption></figure><!-- /wp:jetpack/image-compare -->
<!-- wp:jetpack/calendly {"url":"https://calendly.com/¶","hideEventTypeDetails":false} /-->
<!-- wp:jetpack/eventbrite {"url":"https://www.eventbrite.com/e/¶-1234","eventId":1234} /-->
<!-- wp:jetpack/opentable {"rid":["1234"]} /-->¶
<!-- wp:jetpack/gif {"searchText":"§","giphyUrl":"https://giphy.com/embed/¶","caption":"¶ c"} /-->
<!-- wp:jetpack/pinterest {"url":"https://www.pinterest.com/pin/¶/"} /-->
<!-- wp:jetpack/podcast-player {"url":"https://mark.example/¶/feed"} /-->
<!-- wp:jetpack/google-calendar {"url":"https://calendar.google.com/calendar/embed?src=¶"} /-->
<!-- wp:jetpack/markdown {"source":"**¶1** text [l](https://mark.example/¶2)"} --><div class="wp-block-jetpack-markdown"><p><strong>¶1</strong> text <a href="https://mark.example/¶2">l</a></p></div><!-- /wp:jetpack/markdown -->
<!-- wp:jetpack/recurring-payments {"planId":12} --><!-- wp:jetpack/button {"text":"§ Support","element":"a"} /--><!-- /wp:jetpack/recurring-payments -->
<!-- wp:jetpack/simple-payments {"productId":1,"price":5,"title":"§ p","content":"§ d"} -->[simple-payment id="1"]<!-- /wp:jetpack/simple-payments -->
<!-- wp:jetpack/rating-star {"rating":4} --><figure class="wp-block-jetpack-rating-star"><span>★</span><span>★</span></figure><!-- /wp:jetpack/rating-star -->¶
<!-- wp:jetpack/send-a-message --><div class="wp-block-jetpack-send-a-message"><!-- wp:jetpack/whatsapp-button {"countryCode":"1","phoneNumber":"555","firstMessage":"¶2","buttonText":"¶1 chat"} --><div class="wp-block-jetpack-whatsapp-button"><a class="whatsapp-block__button" href="https://api.whatsapp.com/send?phone=1555&amp;text=¶2">¶1 chat</a></div><!-- /wp:jetpack/whatsapp-button --></div><!-- /wp:jetpack/send-a-message -->
<!-- wp:jetpack/story {"mediaFiles":[{"alt":"§","id":9,"type":"image","url":"https://mark.example/¶.jpg","caption":"§ c"}]} --><div class="wp-story wp-block-jetpack-story"></div><!-- /wp:jetpack/story -->
<!-- wp:jetpack/dialogue {"timestamp":"01:02","content":"¶ said","label":"¶ Ann"} /-->
<!-- wp:jetpack/contact-form {"subject":"§ s"} --><div class="wp-block-jetpack-contact-form"><!-- wp:jetpack/field-name {"label":"§ name"} /--><!-- wp:jetpack/field-select {"label":"§ l","options":["§ o"]} /--></div><!-- /wp:jetpack/contact-form -->
<!-- wp:jetpack/mailchimp {"consentText":"§ c"} --><!-- wp:jetpack/button {"text":"§ sub"} /--><!-- /wp:jetpack/mailchimp -->
[contact-form to="owner@x.example" subject="§"][contact-field label="§ l" type="text"/][contact-field label="§ s" type="select" options="§,b"/][/contact-form]
[gist https://gist.github.com/¶]
[slideshow type="text"]<strong>¶</strong>---¶[/slideshow]
[tweet https://twitter.com/x/status/¶]
[youtube https://www.youtube.com/watch?v=¶&w=640]
[ted id=1234 lang=en]¶
[jetpack_subscription_form title="§ t" subscribe_text="§ s"]
[recipe title="¶ R" servings="4" time="2h" print="true" description="¶ d"][recipe-image https://mark.example/¶.jpg][recipe-notes]¶ n[/recipe-notes][recipe-ingredients title="¶ I"]⏎- 1 ¶⏎[/recipe-ingredients][recipe-directions]⏎1. ¶ mix⏎[/recipe-directions][/recipe]
== Yoast SEO
<!-- wp:yoast/faq-block {"questions":[{"id":"faq-1","question":["¶1 q"],"answer":["¶2 a"],"jsonQuestion":"x","jsonAnswer":"y"}]} --><div class="schema-faq wp-block-yoast-faq-block"><div class="schema-faq-section" id="faq-1"><strong class="schema-faq-question">¶1 q</strong> <p class="schema-faq-answer">¶2 a <a href="https://mark.example/¶">¶</a></p> </div></div><!-- /wp:yoast/faq-block -->
<!-- wp:yoast/how-to-block {"hasDuration":true,"days":"1","steps":[{"id":"h","name":["¶1 n"],"text":["¶2 t"]}],"jsonDescription":"¶3 d"} --><div class="schema-how-to wp-block-yoast-how-to-block"><p class="schema-how-to-total-time"><span class="schema-how-to-duration-time-text">¶ Time: </span>1 day</p><p class="schema-how-to-description">¶3 d</p> <ol class="schema-how-to-steps"><li class="schema-how-to-step" id="h"><strong class="schema-how-to-step-name">¶1 n</strong> <p class="schema-how-to-step-text">¶2 t</p> </li></ol></div><!-- /wp:yoast/how-to-block -->
<!-- wp:yoast-seo/breadcrumbs /-->¶
<!-- wp:yoast-seo/table-of-contents --><div class="wp-block-yoast-seo-table-of-contents yoast-table-of-contents"><h2>¶ Contents</h2><ul><li><a href="#h-a">¶ a</a></li></ul></div><!-- /wp:yoast-seo/table-of-contents -->
[wpseo_breadcrumb]¶
[wpseo_address id="1" hide_name="0" comment="§"]
== Rank Math
<!-- wp:rank-math/faq-block {"questions":[{"id":"1","title":"¶1 q","content":"¶2 a ⟦uni <a href="https://mark.example/¶3">¶4</a>⟧","visible":true}]} --><div class="wp-block-rank-math-faq-block"><div class="rank-math-faq-item"><h3 class="rank-math-question">¶1 q</h3><div class="rank-math-answer">¶2 a <a href="https://mark.example/¶3">¶4</a></div></div></div><!-- /wp:rank-math/faq-block -->
<!-- wp:rank-math/faq-block {"questions":[{"id":"1","title":"¶ q","content":"¶ a ⟦uni <a href="https://mark.example/¶">¶</a>⟧","visible":true}]} /-->
<!-- wp:rank-math/howto-block {"description":"¶ d","steps":[{"id":"1","visible":true,"title":"¶ t","content":"¶ c"}]} /-->
<!-- wp:rank-math/toc-block {"title":"¶1 toc","headings":[{"key":"1","content":"¶2 h","level":2,"link":"#h"}]} --><div class="wp-block-rank-math-toc-block"><h2>¶1 toc</h2><nav><ul><li><a href="#h">¶2 h</a></li></ul></nav></div><!-- /wp:rank-math/toc-block -->
[rank_math_rich_snippet id="s-1234"]¶
[rank_math_breadcrumb]¶
[rank_math_contact_info show="address,hours"]¶
== All in One SEO
<!-- wp:aioseo/faq {"question":"¶1 q","answer":"¶2 a","tagName":"h3"} --><div class="wp-block-aioseo-faq"><h3 class="aioseo-faq-block-question">¶1 q</h3><div class="aioseo-faq-block-answer"><p>¶2 a</p></div></div><!-- /wp:aioseo/faq -->
<!-- wp:aioseo/table-of-contents {"headings":[{"blockClientId":"1","content":"¶1","anchor":"a"}]} --><div class="wp-block-aioseo-table-of-contents"><ul><li><a class="aioseo-toc-item" href="#a">¶1</a></li></ul></div><!-- /wp:aioseo/table-of-contents -->
<!-- wp:aioseo/businessinfo {"locationId":1} /-->¶
[aioseo_local_business_info location_id="12"]¶
[aioseo_breadcrumbs]¶
== Kadence Blocks
<!-- wp:kadence/infobox {"uniqueID":"_1","link":"https://mark.example/§","mediaAlign":"left"} --><div class="wp-block-kadence-infobox kt-info-box_1"><a class="kt-blocks-info-box-link-wrap info-box-link" href="https://mark.example/¶"><div class="kt-infobox-textcontent"><h2 class="kt-blocks-info-box-title">¶ t</h2><p class="kt-blocks-info-box-text">¶ x</p><div class="kt-blocks-info-box-learnmore-wrap"><span class="kt-blocks-info-box-learnmore">¶ m</span></div></div></a></div><!-- /wp:kadence/infobox -->
<!-- wp:kadence/advancedbtn {"uniqueID":"_2"} --><div class="wp-block-kadence-advancedbtn"><!-- wp:kadence/singlebtn {"uniqueID":"_3","text":"¶ go","link":"https://mark.example/¶","sizePreset":"standard"} /--></div><!-- /wp:kadence/advancedbtn -->
<!-- wp:kadence/advancedheading {"uniqueID":"_4"} --><h2 class="kt-adv-heading_4 wp-block-kadence-advancedheading" data-kb-block="kb-adv-heading_4">¶ h <mark>¶</mark></h2><!-- /wp:kadence/advancedheading -->
<!-- wp:kadence/tabs {"tabCount":1,"titles":[{"text":"¶1 tab","icon":"fe_x"}]} --><div class="wp-block-kadence-tabs"><ul class="kt-tabs-title-list"><li class="kt-title-item"><a href="#tab-x"><span class="kt-title-text">¶1 tab</span></a></li></ul><div class="kt-tabs-content-wrap"><!-- wp:kadence/tab --><div class="wp-block-kadence-tab"><div class="kt-tab-inner-content-inner"><!-- wp:paragraph --><p>¶</p><!-- /wp:paragraph --></div></div><!-- /wp:kadence/tab --></div></div><!-- /wp:kadence/tabs -->
<!-- wp:kadence/accordion --><div class="wp-block-kadence-accordion"><!-- wp:kadence/pane {"title":"¶1 q"} --><div class="wp-block-kadence-pane"><div class="kt-accordion-header-wrap"><button class="kt-blocks-accordion-header"><span class="kt-blocks-accordion-title">¶1 q</span></button></div><div class="kt-accordion-panel"><p>¶ a</p></div></div><!-- /wp:kadence/pane --></div><!-- /wp:kadence/accordion -->
<!-- wp:kadence/icon {"uniqueID":"_5"} --><div class="wp-block-kadence-icon"><!-- wp:kadence/single-icon {"uniqueID":"_6","icon":"fe_x","link":"https://mark.example/¶","linkTitle":"¶ t"} /--></div><!-- /wp:kadence/icon -->
<!-- wp:kadence/iconlist {"items":[{"icon":"fe_check","text":"¶1 i","link":"https://mark.example/¶2"}]} --><div class="wp-block-kadence-iconlist"><ul><li><a href="https://mark.example/¶2"><span class="kt-svg-icon-list-text">¶1 i</span></a></li></ul></div><!-- /wp:kadence/iconlist -->
<!-- wp:kadence/countup {"uniqueID":"_7","title":"¶1 t","start":0,"end":100,"prefix":"§","suffix":"+"} --><div class="wp-block-kadence-countup" data-start="0" data-end="100"><div class="kb-count-up-number"></div><div class="kb-count-up-title">¶1 t</div></div><!-- /wp:kadence/countup -->
<!-- wp:kadence/testimonials {"testimonials":[{"url":"https://mark.example/¶.jpg","title":"¶ t","content":"¶ c","name":"¶ n","occupation":"¶ o","rating":5}]} /-->
<!-- wp:kadence/testimonial {"uniqueID":"_8","url":"https://mark.example/¶.jpg","title":"¶ t","content":"¶ c","name":"¶ n","occupation":"¶ o"} /-->
<!-- wp:kadence/image {"id":1,"imgMaxWidth":400,"link":"https://mark.example/§"} --><figure class="wp-block-kadence-image"><a href="https://mark.example/¶"><img src="https://mark.example/¶.jpg" alt="¶" class="kb-img wp-image-1"/></a><figcaption>¶ c</figcaption></figure><!-- /wp:kadence/image -->
<!-- wp:kadence/form {"fields":[{"label":"§ l","type":"text"}],"submit":[{"label":"§ s"}]} --><div class="wp-block-kadence-form"><form><label>§ l</label><input name="x"><button>§ s</button></form></div><!-- /wp:kadence/form -->
<!-- wp:kadence/videopopup {"url":"https://mark.example/§"} --><div class="wp-block-kadence-videopopup"><a href="https://mark.example/¶" class="kadence-video-popup-link"><img src="https://mark.example/¶.jpg" alt=""/></a></div><!-- /wp:kadence/videopopup -->
== Spectra (Ultimate Addons for Gutenberg)
<!-- wp:uagb/info-box {"block_id":"1","ctaText":"¶1 cta","ctaLink":"https://mark.example/¶2","showCtaIcon":false} --><div class="wp-block-uagb-info-box"><div class="uagb-ifb-content"><h3 class="uagb-ifb-title">¶ t</h3><p class="uagb-ifb-desc">¶ d</p><a href="https://mark.example/¶2" class="uagb-infobox-cta-link">¶1 cta</a></div></div><!-- /wp:uagb/info-box -->
<!-- wp:uagb/advanced-heading {"block_id":"2"} --><div class="wp-block-uagb-advanced-heading"><h2 class="uagb-heading-text">¶ h</h2><p class="uagb-desc-text">¶ d</p></div><!-- /wp:uagb/advanced-heading -->
<!-- wp:uagb/buttons --><div class="wp-block-uagb-buttons"><!-- wp:uagb/buttons-child {"block_id":"3","label":"¶1 b","link":"https://mark.example/¶2"} --><div class="wp-block-uagb-buttons-child"><a class="uagb-buttons-repeater" href="https://mark.example/¶2"><div class="uagb-button__link">¶1 b</div></a></div><!-- /wp:uagb/buttons-child --></div><!-- /wp:uagb/buttons -->
<!-- wp:uagb/faq --><div class="wp-block-uagb-faq"><!-- wp:uagb/faq-child {"question":"¶1 q","answer":"¶2 a"} --><div class="uagb-faq-item"><div class="uagb-faq-questions-button"><span class="uagb-question">¶1 q</span></div><div class="uagb-faq-content"><p>¶2 a</p></div></div><!-- /wp:uagb/faq-child --></div><!-- /wp:uagb/faq -->
<!-- wp:uagb/icon-list --><div class="wp-block-uagb-icon-list"><!-- wp:uagb/icon-list-child {"label":"¶1 l","link":"https://mark.example/§2"} --><div class="wp-block-uagb-icon-list-child"><a href="https://mark.example/§2"></a><span class="uagb-icon-list__label">¶1 l</span></div><!-- /wp:uagb/icon-list-child --></div><!-- /wp:uagb/icon-list -->
<!-- wp:uagb/marketing-button {"heading":"¶ h","prefix":"¶ p","link":"https://mark.example/¶"} /-->
<!-- wp:uagb/team {"name":"¶1 n"} --><div class="wp-block-uagb-team"><img src="https://mark.example/¶.jpg" alt="¶"/><h3 class="uagb-team__title">¶1 n</h3><span class="uagb-team__prefix">¶ p</span><p class="uagb-team__desc">¶ d</p><ul class="uagb-team__social-list"><li><a href="https://mark.example/¶" aria-label="twitter"><svg viewBox="0 0 1 1"><path d="M1"></path></svg></a></li></ul></div><!-- /wp:uagb/team -->
<!-- wp:uagb/testimonial {"test_block":[{"description":"¶1 d","name":"¶2 n","company":"¶3 c"}]} --><div class="wp-block-uagb-testimonial"><div class="uagb-tm__desc">¶1 d</div><span class="uagb-tm__author-name">¶2 n</span><span class="uagb-tm__company">¶3 c</span></div><!-- /wp:uagb/testimonial -->
<!-- wp:uagb/counter {"heading":"¶1 h","endNumber":85,"numberSuffix":"%"} --><div class="wp-block-uagb-counter"><span class="uagb-counter-block-number">85</span><h3>¶1 h</h3></div><!-- /wp:uagb/counter -->
<!-- wp:uagb/google-map {"address":"§ Street 1"} --><div class="wp-block-uagb-google-map"><embed class="uagb-google-map__iframe" title="x" src="https://maps.google.com/maps?q=¶&amp;output=embed"></embed></div><!-- /wp:uagb/google-map -->
<!-- wp:uagb/inline-notice {"noticeTitle":"¶1 t"} --><div class="wp-block-uagb-inline-notice"><h4 class="uagb-notice-title">¶1 t</h4><div class="uagb-notice-text"><p>¶ d</p></div></div><!-- /wp:uagb/inline-notice -->
<!-- wp:uagb/timeline --><div class="wp-block-uagb-timeline"><h3 class="uagb-timeline__heading">¶ t</h3><p class="uagb-timeline-desc-content">¶ d</p><div class="uagb-timeline__date-new">¶</div></div><!-- /wp:uagb/timeline -->
<!-- wp:uagb/restaurant-menu --><div class="wp-block-uagb-restaurant-menu"><h3 class="uagb-rm__title">¶ t</h3><span class="uagb-rm__price">$9</span><p class="uagb-rm__desc">¶ d</p></div><!-- /wp:uagb/restaurant-menu -->
<!-- wp:uagb/lottie {"lottieURl":"https://mark.example/§.json"} /-->
<!-- wp:uagb/review {"rTitle":"¶1 t","rContent":"¶2 c","parts":[{"name":"§ p","value":5}],"summaryTitle":"§ s","summaryDescription":"§ d","ctaLink":"https://mark.example/§"} --><div class="wp-block-uagb-review"><h4 class="rating-title">¶1 t</h4><p>¶2 c</p></div><!-- /wp:uagb/review -->
== Stackable
<!-- wp:stackable/card {"uniqueId":"1"} --><div class="wp-block-stackable-card stk-block-card"><div class="stk-container"><!-- wp:stackable/heading --><div class="wp-block-stackable-heading"><h4 class="stk-block-heading__text">¶</h4></div><!-- /wp:stackable/heading --><!-- wp:stackable/button --><div class="wp-block-stackable-button"><a class="stk-link stk-button" href="https://mark.example/¶"><span class="stk-button__inner-text">¶</span></a></div><!-- /wp:stackable/button --></div></div><!-- /wp:stackable/card -->
<!-- wp:ugb/feature {"title":"¶1 t"} --><div class="wp-block-ugb-feature"><h2 class="ugb-feature__title">¶1 t</h2><p class="ugb-feature__description">¶ d</p><a class="ugb-button" href="https://mark.example/¶"><span>¶ b</span></a></div><!-- /wp:ugb/feature -->
<!-- wp:ugb/testimonial {"testimonial1":"§"} --><blockquote class="wp-block-ugb-testimonial"><p>¶</p><cite>¶</cite></blockquote><!-- /wp:ugb/testimonial -->
<!-- wp:ugb/video-popup {"videoLink":"https://mark.example/§"} --><div class="wp-block-ugb-video-popup" data-video="https://mark.example/¶"><a href="#"></a></div><!-- /wp:ugb/video-popup -->
<!-- wp:stackable/countdown {"date":"2030-01-01"} --><div class="wp-block-stackable-countdown" data-stk-countdown-date="1893456000"><div class="stk-block-countdown__label">§ Days</div></div><!-- /wp:stackable/countdown -->
<!-- wp:stackable/count-up {} --><div class="wp-block-stackable-count-up"><div class="stk-block-count-up__text" data-duration="1000">1,234 ¶</div></div><!-- /wp:stackable/count-up -->
<!-- wp:stackable/map {"address":"§ Street"} --><div class="wp-block-stackable-map"><iframe title="x" src="https://maps.google.com/maps?q=¶&amp;output=embed"></iframe></div><!-- /wp:stackable/map -->
== Otter Blocks
<!-- wp:themeisle-blocks/advanced-heading {"id":"x"} --><h2 class="wp-block-themeisle-blocks-advanced-heading">¶</h2><!-- /wp:themeisle-blocks/advanced-heading -->
<!-- wp:themeisle-blocks/accordion --><div class="wp-block-themeisle-blocks-accordion"><!-- wp:themeisle-blocks/accordion-item {"title":"§"} --><details class="wp-block-themeisle-blocks-accordion-item"><summary class="wp-block-themeisle-blocks-accordion-item__title"><div>¶ q</div></summary><div class="wp-block-themeisle-blocks-accordion-item__content"><p>¶ a</p></div></details><!-- /wp:themeisle-blocks/accordion-item --></div><!-- /wp:themeisle-blocks/accordion -->
<!-- wp:themeisle-blocks/progress-bar {"title":"¶1 t","percentage":80} --><div class="wp-block-themeisle-blocks-progress-bar" data-percent="80"><div class="wp-block-themeisle-blocks-progress-bar__area__title"><span>¶1 t</span></div></div><!-- /wp:themeisle-blocks/progress-bar -->
<!-- wp:themeisle-blocks/pricing --><div class="wp-block-themeisle-blocks-pricing"><h3>¶</h3><p>¶ price</p></div><!-- /wp:themeisle-blocks/pricing -->
<!-- wp:themeisle-blocks/review {"title":"¶ product","price":9,"description":"¶ d","features":[{"title":"¶ f","rating":9}],"pros":["¶ pro"],"cons":["¶ con"],"links":[{"label":"¶ buy","href":"https://mark.example/¶"}],"image":{"id":1,"url":"https://mark.example/¶.jpg","alt":"§"}} /-->
<!-- wp:themeisle-blocks/google-map {"location":"¶ Street"} /-->
<!-- wp:themeisle-blocks/sharing-icons {"className":"is-style-icons"} /-->¶
<!-- wp:themeisle-blocks/lottie {"file":"§"} --><lottie-player class="wp-block-themeisle-blocks-lottie" src="https://mark.example/§.json"></lottie-player><!-- /wp:themeisle-blocks/lottie -->
<!-- wp:themeisle-blocks/popup --><div class="wp-block-themeisle-blocks-popup"><div class="otter-popup__modal_content"><p>¶</p></div></div><!-- /wp:themeisle-blocks/popup -->
== CoBlocks
<!-- wp:coblocks/hero --><div class="wp-block-coblocks-hero"><h2>¶</h2><p>¶</p></div><!-- /wp:coblocks/hero -->
<!-- wp:coblocks/accordion --><div class="wp-block-coblocks-accordion"><!-- wp:coblocks/accordion-item {"title":"§"} --><div class="wp-block-coblocks-accordion-item"><details><summary class="wp-block-coblocks-accordion-item__title">¶</summary><div class="wp-block-coblocks-accordion-item__content"><p>¶</p></div></details></div><!-- /wp:coblocks/accordion-item --></div><!-- /wp:coblocks/accordion -->
<!-- wp:coblocks/author {"biography":"§ b"} --><div class="wp-block-coblocks-author"><figure><img src="https://mark.example/¶.jpg" alt="¶"/></figure><h3 class="wp-block-coblocks-author__heading">¶ n</h3><p class="wp-block-coblocks-author__biography">¶ b</p></div><!-- /wp:coblocks/author -->
<!-- wp:coblocks/click-to-tweet {"url":"https://mark.example/§"} --><blockquote class="wp-block-coblocks-click-to-tweet"><p class="wp-block-coblocks-click-to-tweet__text">¶ text</p><a class="wp-block-coblocks-click-to-tweet__twitter-btn" href="http://twitter.com/share?&amp;text=¶">¶ Tweet</a></blockquote><!-- /wp:coblocks/click-to-tweet -->
<!-- wp:coblocks/gist {"url":"https://gist.github.com/¶1","caption":"¶2 c"} --><figure class="wp-block-coblocks-gist"><script src="https://gist.github.com/¶1.js"></script><noscript><a href="https://gist.github.com/¶1">View this gist on GitHub</a></noscript><figcaption>¶2 c</figcaption></figure><!-- /wp:coblocks/gist -->
<!-- wp:coblocks/map {"address":"§ Street 5","lat":"1","lng":"2"} --><div class="wp-block-coblocks-map"><iframe title="Google Map" src="https://www.google.com/maps?q=¶&amp;output=embed"></iframe></div><!-- /wp:coblocks/map -->
<!-- wp:coblocks/social {"facebook":true} /-->¶
<!-- wp:coblocks/social-profiles {"facebook":"https://facebook.com/¶","twitter":"https://twitter.com/¶"} /-->
<!-- wp:coblocks/events --><div class="wp-block-coblocks-events"><!-- wp:coblocks/event-item --><div><span class="wp-block-coblocks-events__day">12</span><span>¶ May</span><h4>¶ title</h4><p>¶ desc</p><div class="wp-block-coblocks-events__details"><span>¶ 5pm</span></div></div><!-- /wp:coblocks/event-item --></div><!-- /wp:coblocks/events -->
<!-- wp:coblocks/food-and-drinks --><div class="wp-block-coblocks-food-and-drinks"><!-- wp:coblocks/food-item {"title":"§"} --><div class="wp-block-coblocks-food-item"><h3>¶</h3><p>¶</p><p>$¶</p></div><!-- /wp:coblocks/food-item --></div><!-- /wp:coblocks/food-and-drinks -->
<!-- wp:coblocks/gallery-masonry --><div class="wp-block-coblocks-gallery-masonry"><ul><li><figure><img src="https://mark.example/¶.jpg" alt="" data-id="1" data-imglink="" data-link="https://old.example/a"/><figcaption>¶</figcaption></figure></li></ul></div><!-- /wp:coblocks/gallery-masonry -->
<!-- wp:coblocks/opentable {"restaurantIDs":["1"]} /-->¶
== GenerateBlocks
<!-- wp:generateblocks/headline {"uniqueId":"1","element":"h2"} --><h2 class="gb-headline gb-headline-1"><span class="gb-headline-text">¶</span></h2><!-- /wp:generateblocks/headline -->
<!-- wp:generateblocks/button {"uniqueId":"2","hasUrl":true} --><a class="gb-button gb-button-2" href="https://mark.example/¶"><span class="gb-button-text">¶</span></a><!-- /wp:generateblocks/button -->
<!-- wp:generateblocks/button {"uniqueId":"2","text":"¶ b","url":"https://mark.example/¶"} /-->
<!-- wp:generateblocks/image {"uniqueId":"3","mediaId":1} --><figure class="gb-block-image"><img class="gb-image gb-image-3" src="https://mark.example/¶.jpg" alt="¶" title="¶"/></figure><!-- /wp:generateblocks/image -->
<!-- wp:generateblocks/text {"tagName":"p"} --><p class="gb-text">¶</p><!-- /wp:generateblocks/text -->
<!-- wp:generateblocks/query-loop {"query":{"post_type":["post"]}} --><!-- wp:generateblocks/headline {"dynamicContentType":"post-title"} --><h3>¶</h3><!-- /wp:generateblocks/headline --><!-- /wp:generateblocks/query-loop -->
== Greenshift
<!-- wp:greenshift-blocks/heading {"id":"gs-1","headingContent":"¶1 h"} --><h2 class="gspb_heading gspb_heading-id-gs-1">¶1 h</h2><!-- /wp:greenshift-blocks/heading -->
<!-- wp:greenshift-blocks/infobox {"id":"gs-2"} --><div class="wp-block-greenshift-blocks-infobox"><div class="gs-box-text"><p>¶</p></div></div><!-- /wp:greenshift-blocks/infobox -->
<!-- wp:greenshift-blocks/video {"id":"gs-3","src":"https://mark.example/§.mp4"} --><div class="wp-block-greenshift-blocks-video gspb_video-id-gs-3" data-provider="video" data-src="https://mark.example/¶.mp4"><div class="gs-video-cover"></div></div><!-- /wp:greenshift-blocks/video -->
<!-- wp:greenshift-blocks/element {"id":"gs-4","textContent":"¶1","tag":"p"} --><p>¶1</p><!-- /wp:greenshift-blocks/element -->
<!-- wp:greenshift-blocks/countdown {"id":"gs-5","endtime":1893456000000} --><div class="gs-countdown" data-endtime="1893456000000"><span>§ Days</span></div><!-- /wp:greenshift-blocks/countdown -->
== Getwid
<!-- wp:getwid/section --><div class="wp-block-getwid-section"><div class="wp-block-getwid-section__content"><p>¶</p></div></div><!-- /wp:getwid/section -->
<!-- wp:getwid/person {"title":"§"} --><div class="wp-block-getwid-person"><div class="wp-block-getwid-person__image"><img src="https://mark.example/¶.jpg" alt="¶"/></div><span class="wp-block-getwid-person__title">¶</span><p class="wp-block-getwid-person__content">¶</p></div><!-- /wp:getwid/person -->
<!-- wp:getwid/icon {"link":"https://mark.example/§"} --><div class="wp-block-getwid-icon"><a href="https://mark.example/¶"><i class="fas fa-x"></i></a></div><!-- /wp:getwid/icon -->
<!-- wp:getwid/price-box {"title":"§"} --><div class="wp-block-getwid-price-box"><h3>¶</h3><span>¶</span><ul><li>¶</li></ul></div><!-- /wp:getwid/price-box -->
<!-- wp:getwid/image-slider {"images":[1]} --><div class="wp-block-getwid-image-slider"><div class="wp-block-getwid-image-slider__item"><img src="https://mark.example/¶.jpg" alt="" data-id="1"/></div></div><!-- /wp:getwid/image-slider -->
<!-- wp:getwid/map {"mapMarkers":"⟦url [{"name":"¶1 place","description":"<p>¶2 d</p>","coords":{"lat":1,"lng":2}}]⟧"} --><div class="wp-block-getwid-map" data-map-markers="⟦url [{"name":"¶1 place","description":"<p>¶2 d</p>","coords":{"lat":1,"lng":2}}]⟧"><div></div></div><!-- /wp:getwid/map -->
<!-- wp:getwid/image-hotspot {"image":{"id":1,"url":"https://mark.example/§.jpg"},"imagePoints":"⟦url [{"title":"§ t","content":"§ c","link":{"url":"https://mark.example/§"}}]⟧"} --><div class="wp-block-getwid-image-hotspot" data-image-points="⟦ent [{"title":"§ t","content":"§ c"}]⟧"><img src="https://mark.example/¶.jpg"/></div><!-- /wp:getwid/image-hotspot -->
<!-- wp:getwid/circle-progress-bar {"value":"80"} --><div class="wp-block-getwid-circle-progress-bar" data-value="80"><div>¶</div></div><!-- /wp:getwid/circle-progress-bar -->
<!-- wp:getwid/instagram {"photoCount":5} /-->¶
== Atomic Blocks, Genesis Blocks
<!-- wp:atomic-blocks/ab-testimonial {"testimonialName":"§"} --><div class="wp-block-atomic-blocks-ab-testimonial"><div class="ab-testimonial-text"><p>¶</p></div><div class="ab-testimonial-info"><div class="ab-testimonial-avatar-wrap"><img src="https://mark.example/¶.jpg" alt="avatar"/></div><h2 class="ab-testimonial-name">¶</h2><small class="ab-testimonial-title">¶</small></div></div><!-- /wp:atomic-blocks/ab-testimonial -->
<!-- wp:atomic-blocks/ab-profile-box --><div class="wp-block-atomic-blocks-ab-profile-box"><h2>¶</h2><p>¶</p><ul class="ab-social-links"><li><a href="https://mark.example/¶"><i class="fab fa-twitter"></i></a></li></ul></div><!-- /wp:atomic-blocks/ab-profile-box -->
<!-- wp:atomic-blocks/ab-accordion --><div class="wp-block-atomic-blocks-ab-accordion"><details><summary class="ab-accordion-title">¶</summary><div class="ab-accordion-text"><p>¶</p></div></details></div><!-- /wp:atomic-blocks/ab-accordion -->
<!-- wp:genesis-blocks/gb-cta {"buttonText":"¶1 b"} --><div class="wp-block-genesis-blocks-gb-cta"><h2 class="gb-cta-title">¶</h2><div class="gb-cta-text"><p>¶</p></div><a href="https://mark.example/¶" class="gb-button">¶1 b</a></div><!-- /wp:genesis-blocks/gb-cta -->
<!-- wp:genesis-blocks/gb-sharing {"twitter":true} /-->¶
<!-- wp:genesis-blocks/gb-newsletter {"buttonText":"§ go","emailInputLabel":"§"} /-->
<!-- wp:genesis-blocks/gb-post-grid {"postsToShow":3,"sectionTitle":"§"} /-->
<!-- wp:genesis-custom-blocks/hero {"heading":"¶ h","text":"⟦uni <p>¶</p>⟧","link":"https://mark.example/¶"} /-->
== Essential Blocks, Essential Addons
<!-- wp:essential-blocks/advanced-heading {"titleText":"¶ t","subtitleText":"¶ s","blockId":"eb-1"} /-->
<!-- wp:essential-blocks/infobox {"blockId":"eb-2","title":"§"} --><div class="wp-block-essential-blocks-infobox"><h2 class="title">¶</h2><p class="description">¶</p><a href="https://mark.example/¶" class="infobox-btn">¶</a></div><!-- /wp:essential-blocks/infobox -->
<!-- wp:essential-blocks/accordion --><div class="wp-block-essential-blocks-accordion"><!-- wp:essential-blocks/accordion-item {"title":"¶1 q"} --><div class="eb-accordion-wrapper"><h3 class="eb-accordion-title">¶1 q</h3><div class="eb-accordion-content"><p>¶ a</p></div></div><!-- /wp:essential-blocks/accordion-item --></div><!-- /wp:essential-blocks/accordion -->
<!-- wp:essential-blocks/feature-list {"features":[{"title":"¶ t","content":"¶ c","link":"https://mark.example/¶"}]} /-->
<div class="eael-infobox"><div class="infobox-content"><h4 class="title">¶</h4><p>¶</p></div></div><div class="eael-countdown-wrapper" data-countdown="2030"><span class="eael-countdown-label">¶ Days</span></div>
== Shortcodes Ultimate
[su_tabs][su_tab title="¶ t" url="https://mark.example/§"]¶[/su_tab][/su_tabs]
[su_spoiler title="¶ t" open="no"]¶[/su_spoiler]
[su_accordion][su_spoiler title="¶ t"]¶[/su_spoiler][/su_accordion]
[su_button url="https://mark.example/¶" desc="¶ d"]¶[/su_button]
[su_service title="¶ t" icon="icon: star"]¶[/su_service]
[su_box title="¶ t"]¶[/su_box]
[su_quote cite="¶ c" url="https://mark.example/¶"]¶[/su_quote]
[su_pullquote]¶[/su_pullquote]
[su_label type="info"]¶[/su_label]
[su_youtube url="https://www.youtube.com/watch?v=¶"]
[su_youtube_advanced url="https://youtu.be/¶" playlist="abc"]
[su_video url="https://mark.example/¶.mp4" poster="https://mark.example/¶.jpg" title="§ t"]
[su_audio url="https://mark.example/¶.mp3"]
[su_gmap address="¶ Street"]
[su_slider source="media: 1,2" link="image"]¶
[su_custom_gallery source="media: 1" title="¶"]
[su_members message="§ m" login_url="https://mark.example/§"]§[/su_members]
[su_tooltip text="¶ tip"]¶[/su_tooltip]
[su_lightbox type="image" src="https://mark.example/¶.jpg"]¶[/su_lightbox]
[su_lightbox_content id="x"]¶[/su_lightbox_content]
[su_document url="https://mark.example/¶.pdf"]
[su_qrcode data="https://mark.example/¶" title="¶"]
[su_feed url="https://mark.example/§"]
[su_image_carousel source="media: 1"]¶
[su_photo_panel photo="https://mark.example/¶.jpg" url="https://mark.example/¶"]¶[/su_photo_panel]
[su_icon_panel icon="icon: heart" url="https://mark.example/¶" title="¶ t"]¶[/su_icon_panel]
[su_icon_text url="https://mark.example/¶"]¶[/su_icon_text]
[su_progress_bar percent="75" text="¶"]
[su_progress_pie percent="75" text="¶" before="¶"]
[su_countdown date="2030/01/01" alert="§"]
[su_testimonial name="¶ n" photo="https://mark.example/¶.jpg" company="¶ c" url="https://mark.example/¶"]¶[/su_testimonial]
[su_pricing_table][su_plan name="¶ n" price="5" period="¶ p" btn_url="https://mark.example/¶" btn_text="¶ b"]¶[/su_plan][/su_pricing_table]
[su_splash]¶[/su_splash]
[su_exit_popup]¶[/su_exit_popup]
[su_flip_box][su_flip_front]¶[/su_flip_front][su_flip_back]¶[/su_flip_back][/su_flip_box]
[su_table url="https://mark.example/§.csv"]
[su_row][su_column size="1/2"]¶[/su_column][su_column size="1/2"]¶[/su_column][/su_row]
[su_dummy_text what="words" amount="9"]¶
[su_note note_color="#ffcc00"]¶[/su_note]
[su_subpages depth="1"]¶
[su_content_slider][su_content_slide]¶[/su_content_slide][/su_content_slider]
[su_section url="https://mark.example/§" text_shadow="none"]¶[/su_section]
[su_frame][su_animate type="x"]¶[/su_animate][/su_frame]
[su_divider text="x"]¶
== Sliders (MetaSlider, Smart Slider, Slider Revolution, LayerSlider, Soliloquy, Master Slider, Depicter)
[metaslider id="1234" title="§ s"]
[smartslider3 slider="2" alias="§"]
[rev_slider alias="§" slidertitle="§"][/rev_slider]
[rev_slider §]
[layerslider id="§"]
[soliloquy id="1"]¶
[masterslider id="1" alias="§"]
[ms_slide src="https://mark.example/¶.jpg" title="¶ t"]¶[/ms_slide]
<!-- wp:metaslider/slider {"slideshowId":12,"title":"§ s"} --><div class="wp-block-metaslider-slider alignnormal">[metaslider id="12"]</div><!-- /wp:metaslider/slider -->
<!-- wp:themepunch/revslider {"checked":true} --><div class="wp-block-themepunch-revslider revslider" data-modal="false">[rev_slider alias="§"][/rev_slider]</div><!-- /wp:themepunch/revslider -->
<!-- wp:nextend/smartslider3 {"slider":"3"} --><div class="wp-block-nextend-smartslider3">[smartslider3 slider="3"]¶</div><!-- /wp:nextend/smartslider3 -->
== Galleries (NextGEN, Envira, FooGallery, Modula, Photo Gallery, Robo, WP Lightbox)
[ngg src="galleries" ids="1" display="basic_thumbnail" x="§"]
[nggallery id=1 template="§"]
[singlepic id=5 w=320 h=240 float=left]¶ caption[/singlepic]
[envira-gallery slug="§"]
[foogallery id="123"]¶
[foogallery-album id="§"]
[modula id="123"]¶
[Best_Wordpress_Gallery id="12" gal_title="§"]
[robo-gallery id="12"]¶
<!-- wp:fooplugins/foogallery {"id":12} /-->¶
<!-- wp:modula/gallery {"id":12} /-->¶
[imagebrowser id=3 x="§"]
[gallery ids="1,2" type="rectangular" link="file"]¶
[video_lightbox_youtube video_id="§abcde" width="640" height="480" anchor="¶ click" auto_thumb="1"]
== Tables (TablePress, wpDataTables, Ninja Tables, Visualizer, Supsystic, Easy Table, League Table)
[table id=99 /]¶
[table id=§ filter="full_search" /]
[wpdatatable id=1 var1="§"]
[wpdatachart id=1]¶
[ninja_tables id="12" search="§"]
[visualizer id="12" title="§"]
[supsystic-tables id=3 x="§"]
[table caption="§ c" width="500"]¶,b⏎c,¶[/table]
[easy-table]⏎¶,b⏎c,¶⏎[/easy-table]
<!-- wp:tablepress/table {"id":"99"} -->[table id=99 /]<!-- /wp:tablepress/table -->
<!-- wp:flexible-table-block/table --><figure class="wp-block-flexible-table-block-table"><table><thead><tr><th>¶</th></tr></thead><tbody><tr><td>¶ <a href="https://mark.example/¶">¶</a></td></tr></tbody></table><figcaption>¶</figcaption></figure><!-- /wp:flexible-table-block/table -->
<!-- wp:visualizer/chart {"id":"12","route":"x"} /-->¶
== Tables of contents (Easy Table of Contents, Table of Contents Plus, LuckyWP, Fixed TOC, SimpleTOC, Joli)
[ez-toc header_label="§ L"]⏎<h2>¶</h2>
[toc heading_levels="2,3" label="§"]⏎<h2>¶</h2>
[no_toc]¶
[sitemap_pages exclude="§"]
[lwptoc depth="2" title="§"]⏎<h2>¶</h2>
<!-- wp:simpletoc/toc {"title_text":"¶ T"} /--><!-- wp:heading --><h2>¶</h2><!-- /wp:heading -->
<!-- wp:luckywp/tableofcontents {"title":"¶"} /--><h2>¶</h2>
<div id="ez-toc-container" class="ez-toc-v2"><p class="ez-toc-title">¶ Contents</p><nav><ul class="ez-toc-list"><li><a class="ez-toc-link" href="#a" title="¶">¶</a></li></ul></nav></div>
<div id="toc_container"><p class="toc_title">¶</p><ul class="toc_list"><li><a href="#x"><span class="toc_number">1</span> ¶</a></li></ul></div>
== Advertisements (Advanced Ads, Ad Inserter, Quick AdSense, AdRotate, WP QUADS)
[the_ad id="1234" x="§"]
[the_ad_group id="§"]
[adinserter block="3" name="§"]
[adrotate banner="1" x="§"]
[quads id=1 x="§"]
<!--adsense-->¶<!--Ads1-->
<!-- wp:advads/gblock {"itemID":"ad_12"} /-->¶
<div class="code-block code-block-1"><ins class="adsbygoogle" data-ad-client="ca-pub-1" data-ad-slot="2"></ins><script>(adsbygoogle = window.adsbygoogle || []).push({});</script></div>¶
== The Events Calendar, Events Manager, Modern Events Calendar, Event Organiser, All-in-One
[tribe_events view="month" category="§"]
[tribe_event_inline id="12"]¶ {title}[/tribe_event_inline]
<!-- wp:tribe/event-datetime {"start":"2030-01-01 08:00:00"} /--><!-- wp:tribe/event-venue {"venue":12} /--><!-- wp:paragraph --><p>¶</p><!-- /wp:paragraph --><!-- wp:tribe/event-website {"urlLabel":"¶ w","href":"https://mark.example/¶"} /--><!-- wp:tribe/event-price {"costDescription":"¶ d","cost":"5"} /-->
<!-- wp:tribe/event-organizer {"organizer":12} /-->¶
[events_list limit="5" scope="future" category="§"]#_EVENTLINK ¶[/events_list]
[event_form]¶
[locations_map x="§"]
[MEC id="§"]
[mec-booking event-id="§"]
[eo_events event-start-after="§"]%event_title% ¶[/eo_events]
[ai1ec view="monthly" cat_name="§"]
[my_calendar id="x" category="§"]
<!-- wp:events-manager/event-list {"limit":5} /-->¶
== Easy Digital Downloads, Download Monitor, WP-Filebase, Download Manager
[purchase_link id="12" text="§ Buy" style="button" color="blue" direct="true" price="§"]
[downloads category="§" number="9"]
[download id="1234" template="§"]
[download_data id="12" data="§"]
[wpdm_package id="12" template="§"]
[wpdm_direct_link id="12" label="¶ L"]
[wpdm_file id=12 title="true" desc="true" template="facebook " x="§"]
[drain file="§" show="§"]
<!-- wp:edd/buy-button {"downloadId":12} /-->¶
<!-- wp:download-monitor/download-button {"download_id":12} /-->¶
<a class="wpdm-download-link download-on-click btn" rel="nofollow" href="#" data-downloadurl="https://mark.example/¶">¶</a>
<a href="#" onclick="location.href='https://mark.example/¶';return false;" class="wpdm-download-link">¶</a>
== GiveWP, Charitable, PayPal Donations, WP Simple Pay
[give_form id="12" show_title="true" continue_button_title="§"]
[give_goal id="12" x="§"]
[charitable_donation_form campaign_id="§"]
[paypal-donation purpose="§"]
[paypal_for_stripe x="§"]
[wp_paypal button="buynow" name="§ My product" amount="1.00"]
[wp_cart_button name="¶ Test Product" price="29.95"]
[simpay id="12" x="§"]
[stripe name="¶ shop" description="¶ d" amount="1999"]
<!-- wp:give/donation-form {"id":12,"displayStyle":"onpage","continueButtonTitle":"§"} /-->
== Recipes (WP Recipe Maker, Tasty Recipes, Mediavine Create, WP Ultimate Recipe, EasyRecipe, Recipe Card Blocks, Zip Recipes, Delicious Recipes)
[wprm-recipe id="1234" template="§"]
<!-- wp:wp-recipe-maker/recipe {"id":12,"updated":1} -->[wprm-recipe id="12" x="§"]<!-- /wp:wp-recipe-maker/recipe -->
[wprm-recipe-jump text="§ Jump"]
<!--WPRM Recipe 12--><div class="wprm-fallback-recipe"><h2 class="wprm-fallback-recipe-name">¶</h2><img class="wprm-fallback-recipe-image" src="https://mark.example/¶.jpg"/><p class="wprm-fallback-recipe-summary">¶</p><div class="wprm-fallback-recipe-ingredients"><ul><li>1 cup ¶</li></ul></div></div><!--End WPRM Recipe-->
[tasty-recipe id="12" x="§"]
[mv_create key="12" type="recipe" title="¶ R" thumbnail="https://mark.example/¶.jpg"]
[ultimate-recipe id="12" template="§"]
<div class="easyrecipe" id="easyrecipe-1-0"><link itemprop="image" href="https://old.example/a.jpg"><div class="ERName"><span class="fn">¶</span></div><ul class="ingredients"><li class="ingredient">¶</li></ul><div class="instructions">¶</div></div>
<!-- wp:wpzoom-recipe-card/block-recipe-card {"recipeTitle":"¶ t","summary":"¶ s","details":[{"id":"d","icon":"food","label":"¶ l","value":"¶ v","unit":"u"}],"ingredients":[{"id":"i","name":["¶ i"],"jsonName":"x"}],"steps":[{"id":"s","text":["¶ s"],"jsonText":"x"}],"notes":"¶ n","image":{"id":1,"url":"https://mark.example/¶.jpg"}} /-->
[amd-zlrecipe-recipe:12]¶
[zrdn-recipe id="12" x="§"]
<!-- wp:delicious-recipes/dynamic-recipe-card {"recipeTitle":"¶ t","ingredients":[{"id":"1","name":["¶ i"]}]} /-->
<!-- wp:tasty/recipe {"id":12,"className":"§"} /-->
<!-- wp:mv/recipe {"id":12,"type":"recipe","title":"¶1 t","thumbnail_uri":"https://mark.example/§.jpg"} -->[mv_create key="12" type="recipe" title="¶1 t"]<!-- /wp:mv/recipe -->
== Maps (WP Go Maps, Leaflet Map, MapPress, MapifyPro, OSM, WP Google Map Plugin, Intergeo)
[wpgmza id="1" x="§"]
[leaflet-map lat=44.67 lng=-63.61 zoom=5][leaflet-marker lat=44.67 lng=-63.61]¶ <a href="https://mark.example/¶">¶</a>[/leaflet-marker]
[leaflet-geojson src="https://mark.example/§.json"]¶ {name}[/leaflet-geojson]
[leaflet-line addresses="¶; B" fitbounds]
[mappress mapid="12" title="§"]
[put_wpgm id=1 x="§"]
[osm_map_v3 map_center="46,9" zoom="4" file_list="https://mark.example/§.gpx" file_title="§"]
[google_maps id="12" x="§"]
[map address="¶ Street, City" zoom="14"]
[pw_map address="¶ Street"]
[cetsEmbedGmap src=https://maps.google.com/maps?q=¶ width=350]
[googlemap src="https://maps.google.com/?q=¶" width="600"]
<!-- wp:mappress/map {"mapid":12,"title":"§"} --><!-- wp:mappress/marker {"title":"¶ m","body":"¶ b","address":"§ a"} /--><!-- /wp:mappress/map -->
<!-- wp:ootb/openstreetmap {"markers":[{"id":1,"lat":"1","lng":"2","text":"¶1 t"}]} --><div class="wp-block-ootb-openstreetmap"><div class="ootb-openstreetmap--map" data-markers="⟦url [{"id":1,"lat":"1","lng":"2","text":"¶1 t"}]⟧" data-bounds="x"></div></div><!-- /wp:ootb/openstreetmap -->
== Sharing (AddToAny, ShareThis, Sassy Social Share, Social Warfare, Better Click To Tweet, Monarch, Shariff, Simple Share Buttons)
[addtoany url="https://mark.example/§" title="§"]
[sharethis-inline-buttons x="§"]
[Sassy_Social_Share title="§" url="https://mark.example/§"]
[social_warfare buttons="§"]
[click_to_tweet tweet="¶ t" quote="¶ q"]
[bctt tweet="¶ t" username="§" url="https://mark.example/§"]
[tweetthis]¶[/tweetthis]
[clickToTweet tweet="¶" quote="¶" theme="style1"]
[ctt title="¶" tweet="¶" coverup="§"]
[Tweet "¶ words"]
[shariff services="§" title="§"]
[et_social_share x="§"]
[ssba-buttons x="§"]
<!-- wp:bctt/clicktotweet {"tweet":"¶1 t","button":"¶2 b"} --><span class="bctt-click-to-tweet"><span class="bctt-ctt-text"><a href="https://twitter.com/intent/tweet?text=¶1">¶1 t</a></span><a href="https://twitter.com/intent/tweet?text=¶1" class="bctt-ctt-btn">¶2 b</a></span><!-- /wp:bctt/clicktotweet -->
<div class="addtoany_shortcode"><div class="a2a_kit a2a_kit_size_32 addtoany_list" data-a2a-url="https://mark.example/§" data-a2a-title="§"><a class="a2a_button_facebook" href="https://www.addtoany.com/add_to/facebook?linkurl=§" title="Facebook"></a></div></div>¶
== Newsletters (Mailchimp, MailPoet, Newsletter, HubSpot, OptinMonster, ConvertKit, Sendinblue, Popup Maker, Hustle, Thrive Leads)
[mc4wp_form id="12" x="§"]
[mailpoet_form id="1" x="§"]
[newsletter_form button_label="§" confirmation_url="https://mark.example/§"][newsletter_field name="email" label="§"][/newsletter_form]
[hubspot type="form" portal="12" id="§"]
[hubspot type="cta" portal="12" id="§"]
[optin-monster-shortcode id="§"]
[convertkit form=12 x="§"]
[sibwp_form id=1 x="§"]
[popup id="§"]
[popup_trigger id="12" tag="span"]¶[/popup_trigger]
[wd_hustle id="§" type="popup"]¶[/wd_hustle]
[thrive_leads id='12' x="§"]
[yikes-mailchimp form="1" submit="§"]
<!-- wp:mailpoet/subscription-form-block {"formId":1} /-->¶
<!-- wp:leadin/hubspot-form-block {"portalId":"§1","formId":"§2","formName":"x"} --><div class="wp-block-leadin-hubspot-form-block">[hubspot portal="§1" id="§2" type="form"]</div><!-- /wp:leadin/hubspot-form-block -->
<!-- wp:optinmonster/campaign-selector {"slug":"§1"} --><div>[optin-monster slug="§1"]</div><!-- /wp:optinmonster/campaign-selector -->
<!-- wp:pum/call-to-action {"cta_text":"¶ t","url":"https://mark.example/¶"} /-->
<span class="popmake-12 pum-trigger" data-do-default="0">¶</span>
<div class="ml-form-embed" data-account="1:§" data-form="2:§"></div>
<script async data-uid="12" src="https://mark.example/§/index.js"></script>¶
== bbPress, BuddyPress, wpForo, Asgaros
[bbp-forum-index x="§"]
[bbp-single-topic id="§"]
[bbp-topic-form forum_id="§"]
[wpforo item="topic" id="§"]
[forum board="§"]
<!-- wp:bp/member {"itemID":12,"avatarSize":"full"} /-->¶
<!-- wp:bp/embed-activity {"url":"https://mark.example/¶"} /-->
== Courses (LearnDash, Tutor LMS, LifterLMS, LearnPress, Sensei, H5P, Quizzes)
[ld_course_list num="3" category_name="§"]
[ld_video]https://mark.example/¶.mp4[/ld_video]
[ld_quiz quiz_id="§"]
[student]§[/student]
[visitor]¶[/visitor]
[course_content course_id="§"]
[tutor_course category="§"]
[lifterlms_courses category="§"]
[lifterlms_pricing_table product="§"]
[learn_press_recent_courses limit="§"]
[h5p id="§"]
[h5p slug="§"]
[qsm quiz=1 x="§"]
[mlw_quizmaster quiz="§"]
[WpProQuiz 1]¶
[quiz-cat id="§"]
[Forminator_quiz id="§"]
[poll id="§"]
[yop_poll id="§"]
[totalpoll id="§"]
[crowdsignal_poll id="§"]
[polldaddy poll=§]
[polldaddy rating="§"]
<!-- wp:learndash/ld-course-list {"per_page":"3","course_id":"§"} /-->
<!-- wp:llms/lesson-navigation /-->¶
<!-- wp:sensei-lms/quiz-question {"title":"¶ q","answer":{"answers":[{"label":"¶ a","correct":true}]}} --><!-- wp:sensei-lms/question-description --><!-- wp:paragraph --><p>¶</p><!-- /wp:paragraph --><!-- /wp:sensei-lms/question-description --><!-- /wp:sensei-lms/quiz-question -->
<!-- wp:sensei-lms/course-outline --><!-- wp:sensei-lms/course-outline-lesson {"title":"¶ l","id":12} /--><!-- /wp:sensei-lms/course-outline -->
<!-- wp:crowdsignal-forms/poll {"pollId":"§","question":"¶ q","note":"¶ n n","answers":[{"answerId":"1","text":"¶ a"}],"submitButtonLabel":"§"} /-->
<!-- wp:crowdsignal-forms/vote {"pollId":"§","title":"§"} --><!-- wp:crowdsignal-forms/vote-item {"answerId":"1","type":"up"} /--><!-- /wp:crowdsignal-forms/vote -->
== Testimonials, team, FAQ, logos (Strong Testimonials, Easy Testimonials, Ultimate FAQ, Quick FAQs, Team plugins)
[testimonial_view id="§"]
[random_testimonial count="§"]
[ultimate-faqs include_category="§"]
[faq id="12" limit="§"]
[WPSM_TEAM_B id=§]
[tlpteam id="§" title="§"]
[logo_carousel id="§"]
[rt-testimonial id="§" title="§"]
[sp_testimonial id="§"]
[hrf_faqs title="§ Q" category="§"]
[faqs style="x"][faq_item title="¶ q"]¶[/faq_item][/faqs]
[sc_fs_faq html="true" headline="h2" img="" question="¶ q" img_alt=""]¶ a[/sc_fs_faq]
[sc_fs_multi_faq headline-0="h2" question-0="¶ q" answer-0="¶ a" image-0="" headline-1="h2" question-1="¶ r" answer-1="¶ b" count="2" html="true"]
<!-- wp:faq-block-for-gutenberg/faq {"question":"¶ q","answer":"¶ a"} /-->
<!-- wp:structured-content/faq {"giveHTML":true,"elements":[{"question":"¶ q","answer":"⟦uni <p>¶</p>⟧"}]} --><!-- /wp:structured-content/faq -->
== Accordions, tabs, toggles, collapse
[accordion-item title="¶ t"]¶[/accordion-item]
[accordion autoclose="false"][accordion-item title="¶ t"]¶[/accordion-item][/accordion]
[expand title="¶ t" swaptitle="§"]¶[/expand]
[bg_collapse view="link" color="#4a" expand_text="§ more" collapse_text="§ less"]¶[/bg_collapse]
[read more="§ m" less="§ l"]¶[/read]
[showhide type="x" more_text="§ m" less_text="§ l"]¶[/showhide]
[spoiler title="¶"]¶[/spoiler]
[tabby title="¶ t"]⏎¶⏎[tabby title="¶ u"]⏎¶⏎[tabbyending]
[wptabs type="accordion"][wptabtitle]¶[/wptabtitle][wptabcontent]¶[/wptabcontent][/wptabs]
[restabs][restab title="¶ t" active="active"]¶[/restab][/restabs]
[tabcontent][tab]¶[/tab][/tabcontent]
[tabs][tabtitle]¶ t[/tabtitle][tabcontent]¶[/tabcontent][/tabs]
[toggle title="¶" state="close"]¶[/toggle]
[collapse title="¶" id="x"]¶[/collapse]
[WPSM_AC id=§]
[sp_easyaccordion id="§"]
[hidepost]§[/hidepost]
<!-- wp:pb/accordion-item {"titleTag":"h4"} --><div class="wp-block-pb-accordion-item c-accordion__item"><h4 class="c-accordion__title" role="button">¶</h4><div class="c-accordion__content" style="display:none"><p>¶</p></div></div><!-- /wp:pb/accordion-item -->
== Pricing tables, timelines, countdowns, counters
[rpt name="§"]
[easy-pricing-table id="§"]
[ptp-table id="§"]
[pricing][plan name="¶ n" link="https://mark.example/¶" linkname="¶ b" price="$5" per="¶ m"]<ul><li>¶</li></ul>[/plan][/pricing]
[cool-timeline layout="default" category="§"]
[timeline][timeline_item date="§ d" title="¶ t"]¶[/timeline_item][/timeline]
[ujicountdown id="x" expire="2030/01/01 00:00" url="https://mark.example/§" subscr="§"]
[hurrytimer id="§"]
[tminus t="01-01-2030" style="x" launchtarget="§"]¶ done[/tminus]
[wpcdt-countdown id="§"]
[counter number="250" title="¶ t"]
<!-- wp:cp-timeline/content-timeline-block --><div class="wp-block-cp-timeline"><!-- wp:cp-timeline/content-timeline-block-child {"time_heading":"¶ h","time_desc":"¶ d","t_date":"¶ date"} /--></div><!-- /wp:cp-timeline/content-timeline-block -->
<!-- wp:essential-blocks/countdown {"deadLine":1893456000000,"daysLabel":"§"} /-->
== Documents (Flipbooks, PDF Embedder, EmbedPress, Embed Any Document, Google Doc Embedder, PDF.js Viewer, DearFlip, Issuu, Scribd, SlideShare)
[dflip id="12" type="thumb"]¶ book[/dflip]
[dflip source="https://mark.example/¶.pdf"][/dflip]
[real3dflipbook pdf="https://mark.example/¶.pdf" id="§"]
[3d-flip-book pdf="https://mark.example/¶.pdf"]
[flipbook pdf="https://mark.example/¶.pdf"]
[pdf-embedder url="https://mark.example/¶.pdf" title="§ t"]
[embeddoc url="https://mark.example/¶.pdf" download="all" viewer="google"]
[gview file="https://mark.example/¶.pdf"]
[pdfjs-viewer url="https://mark.example/¶.pdf" viewer_width=100%]
[pdf]https://mark.example/¶.pdf[/pdf]
[pdf url="https://mark.example/¶.pdf" width="1"]
[embedpress]https://mark.example/¶[/embedpress]
[embed_document url="https://mark.example/¶.docx"]
[wonderplugin_pdf src="https://mark.example/¶.pdf" width="100%"]
[issuu width=420 embedBackgroundColor=%23ff documentId=§ name="§" username="§"]
[scribd id=§ key=key-1 mode=list]
[slideshare id=1234567&doc=x-1&w=425]¶
[slideshare id=1234567 sc=no]¶
[prezi id='https://prezi.com/¶/' width=550]
[doc id="§"]
<!-- wp:pdfemb/pdf-embedder-viewer {"pdfID":12,"url":"https://mark.example/¶.pdf"} --><p class="wp-block-pdfemb-pdf-embedder-viewer"></p><!-- /wp:pdfemb/pdf-embedder-viewer -->
<!-- wp:embedpress/embedpress {"url":"https://mark.example/¶","embedHTML":"⟦uni <iframe src="https://mark.example/§"></iframe>⟧"} /-->
<!-- wp:embedpress/embedpress-pdf {"id":"x","href":"https://mark.example/¶1.pdf","fileName":"x"} --><div class="wp-block-embedpress-embedpress-pdf"><iframe class="embedpress-embed-document-pdf" src="https://mark.example/¶1.pdf"></iframe></div><!-- /wp:embedpress/embedpress-pdf -->
<!-- wp:embedpress/google-docs-block {"iframeSrc":"https://docs.google.com/document/d/¶1/pub?embedded=true"} --><figure><iframe src="https://docs.google.com/document/d/¶1/pub?embedded=true"></iframe></figure><!-- /wp:embedpress/google-docs-block -->
<!-- wp:pdfjsblock/pdfjs-embed {"imageURL":"https://mark.example/¶1.pdf","imgID":12} --><div class="wp-block-pdfjsblock-pdfjs-embed pdfjs-wrapper">[pdfjs-viewer attachment_id=12 url=https://mark.example/¶1.pdf viewer_width=100%]</div><!-- /wp:pdfjsblock/pdfjs-embed -->
<!-- wp:algori-pdf-viewer/block-algori-pdf-viewer --><p class="wp-block-algori-pdf-viewer-block-algori-pdf-viewer"><iframe src="https://mark.example/viewer.html?file=https%3A%2F%2Fmark.example%2F¶.pdf"></iframe></p><!-- /wp:algori-pdf-viewer/block-algori-pdf-viewer -->
<div class="_df_book" id="df_1" source="https://mark.example/¶.pdf" data-option="x"></div>
<div class="_df_thumb" source="https://mark.example/¶.pdf" thumb="https://mark.example/§.jpg">¶ title</div>
<div data-configid="1/§" class="issuuembed"></div>
== Players (Presto Player, WP YouTube Lyte, ARVE, Video plugins, FV Player, JW Player, Wistia, YouTube Embed Plus, WP Video Lightbox)
[presto_player id=§]
[presto_player src="https://mark.example/¶.mp4"]
[lyte id="¶abcdef" /]
[arve url="https://www.youtube.com/watch?v=¶" title="§ t" description="§ d" thumbnail="https://mark.example/§.jpg"]
[arve mp4="https://mark.example/¶.mp4"]
[fvplayer src="https://mark.example/¶.mp4" splash="https://mark.example/¶.jpg" caption="§ c"]
[jwplayer file="https://mark.example/¶.mp4" image="https://mark.example/¶.jpg"]
[jwplayer mediaid="§"]
[jwp-video n="§"]
[embedyt]https://www.youtube.com/watch?v=¶[/embedyt]
[embedplusvideo height="1" standard="http://www.youtube.com/v/¶?fs=1" vars="ytid=§"]
[videojs mp4="https://mark.example/¶.mp4" webm="https://mark.example/¶.webm" poster="https://mark.example/¶.jpg"]
[video_js src="https://mark.example/¶.mp4"]
[evp_embed_video url="https://mark.example/¶.mp4"]
[videopress §ab]
[wpvideo §ab]
[KGVID width="640" poster="https://mark.example/¶.jpg"]https://mark.example/¶.mp4[/KGVID]
[videopack id="12"]https://mark.example/¶.mp4[/videopack]
[flowplayer src='https://mark.example/¶.mp4' splash='https://mark.example/¶.jpg']
[flowplayer id="§"]
[s3mm type="video" files="§.mp4" /]
[wonderplugin_video iframe="https://mark.example/¶" videotype="iframe"]
[wonderplugin_video videowidth=600 mp4="https://mark.example/¶.mp4"]
[dailymotion id=§]
[viddler id=§]
[vine url="https://vine.co/v/¶"]
[flickr video=§]
[brightcove vid=§]
[wistia id="¶"]
[sublimevideo src1="https://mark.example/¶.mp4"]
[hana-flv-player video="https://mark.example/¶.flv" title="§"]
[flv:https://mark.example/¶.flv 480 360]
[flash https://mark.example/¶.swf w=1 h=2]
[kml_flashembed publishmethod="static" movie="https://mark.example/¶.swf"]
[swfobj src="https://mark.example/¶.swf"]
[googlevideo=http://video.google.com/videoplay?docid=¶]
[googleplusauthor x="§"]
[soundcloud url="https://api.soundcloud.com/tracks/¶" params="x=1"]
[soundcloud]https://soundcloud.com/¶[/soundcloud]
[bandcamp album=§ bgcol=FFFFFF]
[mixcloud https://www.mixcloud.com/¶/ width=660]
[spotify id=¶]
[reverbnation id="§"]
[audio src="https://mark.example/¶.mp3" loop="on"]
[audio:https://mark.example/¶.mp3|titles=§ t|artists=§]
[sc_embed_player fileurl="https://mark.example/¶.mp3"]
[sc_embed_player_template1 fileurl="https://mark.example/¶.mp3"]
[zoomsounds source="https://mark.example/¶.mp3" songname="§" artistname="¶"]
[zoomsounds_player source="https://mark.example/¶.mp3" type="detect"]
[mp3j track="¶ t@https://mark.example/¶.mp3"]
[mp3-jplayer tracks="¶ t@https://mark.example/¶.mp3, u@https://mark.example/¶.mp3"]
[esplayer url="https://mark.example/¶.mp3"]
[audioigniter id="§"]
[cue id="§"]
[h5ap_player id="§"]
[html5_video id=§]
[radio_player id="§"]
<!-- wp:presto-player/youtube {"src":"https://www.youtube.com/watch?v=¶","video_id":"§","title":"§ t"} /-->
<!-- wp:presto-player/self-hosted {"src":"https://mark.example/¶.mp4","poster":"https://mark.example/¶.jpg","title":"§"} /-->
<!-- wp:presto-player/reusable-display {"id":12} /-->¶
<!-- wp:fv-player-gutenberg/basic {"src":"https://mark.example/¶1.mp4","splash":"https://mark.example/¶2.jpg","title":"§3 t"} --><div class="wp-block-fv-player-gutenberg">[fvplayer src="https://mark.example/¶1.mp4" splash="https://mark.example/¶2.jpg" title="§3 t"]</div><!-- /wp:fv-player-gutenberg/basic -->
<!-- wp:epyt/youtube {"shortcode":"[embedyt]https://www.youtube.com/watch?v=¶1[/embedyt]"} -->[embedyt]https://www.youtube.com/watch?v=¶1[/embedyt]<!-- /wp:epyt/youtube -->
<!-- wp:nextgenthemes/arve-block {"url":"https://www.youtube.com/watch?v=¶","title":"§"} /-->
<!-- wp:videopress/video {"title":"x","id":12,"guid":"¶1AB","videoRatio":56} --><figure class="wp-block-videopress-video"><div class="jetpack-videopress-player__wrapper">https://videopress.com/v/¶1AB?resizeToParent=true</div><figcaption>¶</figcaption></figure><!-- /wp:videopress/video -->
<div class="fluid-width-video-wrapper"><iframe data-lazy-src="https://www.youtube.com/embed/¶"></iframe></div>
== Podcasting (PowerPress, Seriously Simple Podcasting, Podlove, Podcast Player, Fusebox, Buzzsprout, Castos, Simple Podcast Press)
[powerpress url="https://mark.example/¶.mp3"]
[powerpress_playlist x="§"]
[ss_podcast series="§"]
[podcast_episode episode="§" content="title,player"]
[podlove-episode-web-player x="§"]
[podlove-web-player post="§"]
[podloveaudio src="https://mark.example/¶.mp3" title="¶"]
[podcastplayer feed_url="https://mark.example/§" number="10"]
[smart_track_player url="https://mark.example/¶.mp3" title="§ t" artist="§ a"]
[smart_podcast_player url="https://mark.example/¶"]
[fusebox_track_player url="https://mark.example/¶.mp3" title="¶"]
[buzzsprout episode='§' player='true']
[display_podcast]¶
[spp-player url="https://mark.example/¶.mp3"]
[libsyn id=§ height=90]
[iframe src="https://html5-player.libsyn.com/embed/episode/id/¶" height="90"]
[spreaker type=player resource="episode_id=§"]
<!-- wp:seriously-simple-podcasting/castos-player {"episodeId":"12"} /-->¶
<!-- wp:seriously-simple-podcasting/audio-player {"audioPlayer":"⟦uni <audio src="https://mark.example/¶.mp3"></audio>⟧"} /-->
<!-- wp:podcast-player/podcast-player {"feedURL":"https://mark.example/¶"} /-->
<!-- wp:podlove-web-player/shortcode {"src":"https://mark.example/¶"} /-->
== Code (Enlighter, Prismatic, SyntaxHighlighter, Code Block Pro, Crayon, WP-Syntax, Urvanov, GeSHi, Code Snippets, oEmbed Gist, Prism for WP)
[php]$¶ = "<b>";[/php]
[code language="css"]¶ { color: red }[/code]
[sourcecode language="plain"]¶ & co[/sourcecode]
[cc lang="bash"]¶[/cc]
[crayon lang="php" title="¶"]¶[/crayon]
[enlighter lang="js" title="¶"]¶[/enlighter]
[js]var ¶;[/js]
[prism field="§" lang="css"]
[gist id="§" file="§"]
[snippet id="§"]
[code_snippet id=5 php x="§"]
[highlight lang="c"]¶[/highlight]
[gistpen id="§"]
[github file="/x/§.md" x=1]
[github-embed repo="§"]
[codepen_embed height="1" theme_id="2" slug_hash="§" user="§"]¶ See <a href='https://mark.example/¶'>¶</a>[/codepen_embed]
<pre class="EnlighterJSRAW" data-enlighter-language="php" data-enlighter-title="¶ t">¶</pre>
<pre class="lang:php decode:true" title="¶ t">¶</pre>
<pre lang="php" line="1">¶</pre>
<!-- wp:enlighter/codeblock {"language":"php","title":"¶1 t"} --><pre class="EnlighterJSRAW" data-enlighter-language="php" data-enlighter-title="¶1 t">¶</pre><!-- /wp:enlighter/codeblock -->
<!-- wp:syntaxhighlighter/code {"language":"sql"} --><pre class="wp-block-syntaxhighlighter-code">¶</pre><!-- /wp:syntaxhighlighter/code -->
<!-- wp:kevinbatdorf/code-block-pro {"code":"¶1 code","codeHTML":"⟦uni <pre class="shiki"><code><span class="line">¶1 code</span></code></pre>⟧","language":"js","copyButton":true} --><div class="wp-block-kevinbatdorf-code-block-pro"><span role="button" data-code="¶1 code" class="code-block-pro-copy-button"></span><pre class="shiki nord"><code><span class="line"><span style="color:#fff">¶1 code</span></span></code></pre></div><!-- /wp:kevinbatdorf/code-block-pro -->
<!-- wp:mkaz/code-syntax-block {"language":"go"} --><pre class="wp-block-mkaz-code-syntax-block"><code lang="go">¶</code></pre><!-- /wp:mkaz/code-syntax-block -->
<!-- wp:prismatic/blocks {"language":"php"} --><pre class="wp-block-prismatic-blocks"><code class="language-php">¶</code></pre><!-- /wp:prismatic/blocks -->
<!-- wp:codemirror-blocks/code-block {"mode":"php"} --><pre class="CodeMirror" data-setting="⟦ent {"mode":"php"}⟧">¶</pre><!-- /wp:codemirror-blocks/code-block -->
<!-- wp:simple-code-block/ace {"code":"¶1","mode":"php"} --><pre class="wp-block-simple-code-block-ace" data-mode="php">¶1</pre><!-- /wp:simple-code-block/ace -->
<!-- wp:urvanov-syntax-highlighter/code-block --><pre class="lang:js">¶</pre><!-- /wp:urvanov-syntax-highlighter/code-block -->
<!-- wp:dodoapps/terminal {"content":"¶"} /-->
== Formulas (MathJax, KaTeX, WP QuickLaTeX, Jetpack)
[latex]¶^2[/latex]
[katex]¶^2[/katex]
[katex display=true]¶[/katex]
[mathjax]⏎$$¶$$
[latexpage]⏎\[ ¶ \]
$latex ¶$
$$¶$$
\(¶\)
[tex]¶[/tex]
[math]¶[/math]
[mathml]<math><mi>¶</mi></math>[/mathml]
[asciimath]¶[/asciimath]
<img src="https://s0.wp.com/latex.php?latex=¶1&bg=ffffff" alt="¶1" class="latex" />
<img src="https://old.example/wp-content/ql-cache/quicklatex.com-x_l3.png" class="ql-img-inline-formula" alt="&#36;¶&#36;" title="Rendered by QuickLaTeX.com"/>
<!-- wp:katex/display-block --><div class="wp-block-katex-display-block katex-eq" data-katex-display="true">¶</div><!-- /wp:katex/display-block -->
<!-- wp:math {"latex":"¶1"} --><div class="wp-block-math"><math display="block"><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">¶1</annotation></semantics></math></div><!-- /wp:math -->
== Languages (Polylang, WPML, qTranslate, TranslatePress, Weglot, GTranslate)
[wpml_language_selector_widget x="§"]
[wpml-string context="§"]¶[/wpml-string]
[polylang_langswitcher x="§"]
[language-switcher x="§"]
[weglot_switcher x="§"]
[gtranslate x="§"]
[lang_en]¶[/lang_en][lang_de]§[/lang_de]
[:en]¶[:de]§[:]
<!--:en-->¶<!--:--><!--:de-->§<!--:-->
[trp_language language="en_US"]¶[/trp_language]
<!-- wp:polylang/language-switcher {"dropdown":true} /-->¶
<!-- wp:trp/language-switcher /-->¶
== Ultimate Blocks
<!-- wp:ub/content-toggle-block {"blockID":"1"} --><!-- wp:ub/content-toggle-panel-block {"panelTitle":"¶ q"} --><!-- wp:paragraph --><p>¶ a</p><!-- /wp:paragraph --><!-- /wp:ub/content-toggle-panel-block --><!-- /wp:ub/content-toggle-block -->
<!-- wp:ub/tabbed-content-block {"tabsTitle":["¶ t"]} --><!-- wp:ub/tab-block --><!-- wp:paragraph --><p>¶</p><!-- /wp:paragraph --><!-- /wp:ub/tab-block --><!-- /wp:ub/tabbed-content-block -->
<!-- wp:ub/button {"buttons":[{"buttonText":"¶ b","url":"https://mark.example/¶","size":"medium"}]} /-->
<!-- wp:ub/call-to-action-block {"ub_call_to_action_headline_text":"¶ h","ub_cta_content_text":"¶ c","ub_cta_button_text":"¶ b","url":"https://mark.example/¶"} /-->
<!-- wp:ub/click-to-tweet {"ubTweet":"¶ t"} /-->
<!-- wp:ub/feature-box-block {"columnOneTitle":"¶ t","columnOneBody":"¶ b","imgOneURL":"https://mark.example/¶.jpg"} /-->
<!-- wp:ub/number-box-block {"columnOneNumber":"1","columnOneTitle":"¶ t","columnOneBody":"¶ b"} /-->
<!-- wp:ub/notification-box-block {"ub_notify_info":"¶1"} --><div class="ub_notify_info"><p>¶1</p></div><!-- /wp:ub/notification-box-block -->
<!-- wp:ub/styled-box {"mode":"notification","text":["¶ t"],"title":["¶ h"]} /-->
<!-- wp:ub/styled-list {"list":"⟦uni <li>¶</li>⟧"} /-->
<!-- wp:ub/review {"authorName":"¶ a","itemName":"¶ i","description":"¶ d","summaryTitle":"¶ st","summaryDescription":"¶ sd","callToActionText":"¶ c","callToActionURL":"https://mark.example/¶","parts":[{"label":"¶ l","value":4}]} /-->
<!-- wp:ub/testimonial {"ub_testimonial_text":"¶ t","ub_testimonial_author":"¶ a","ub_testimonial_author_role":"¶ r","imgURL":"https://mark.example/¶.jpg"} /-->
<!-- wp:ub/table-of-contents-block {"title":"¶ T","links":"[]"} /-->
<!-- wp:ub/how-to {"title":"¶ t","introduction":"¶ i","section":[{"sectionName":"¶ s","steps":[{"anchor":"","title":"¶ st","direction":"¶ d","tip":"¶ tip"}]}]} /-->
<!-- wp:ub/expand {"blockID":"1"} --><!-- wp:ub/expand-portion {"displayType":"partial","clickText":"¶ more"} --><!-- wp:paragraph --><p>¶</p><!-- /wp:paragraph --><!-- /wp:ub/expand-portion --><!-- /wp:ub/expand -->
<!-- wp:ub/progress-bar {"percentage":50,"detail":"¶ d"} /-->
<!-- wp:ub/star-rating-block {"reviewText":"¶","selectedStars":4} /-->
<!-- wp:ub/image-slider {"pics":[{"id":1,"url":"https://mark.example/¶.jpg","caption":"¶ c","link":"https://mark.example/§"}]} /-->
<!-- wp:ub/countdown {"expiryMessage":"§"} /-->
<!-- wp:ub/advanced-video {"url":"https://mark.example/¶.mp4","videoEmbedCode":"⟦uni <video src="https://mark.example/¶.mp4"></video>⟧"} /-->
<!-- wp:ub/content-filter-block {"filterArray":[{"category":"§ c","filters":["§ f"]}]} --><!-- wp:ub/content-filter-entry-block --><!-- wp:paragraph --><p>¶</p><!-- /wp:paragraph --><!-- /wp:ub/content-filter-entry-block --><!-- /wp:ub/content-filter-block -->
== Members (Ultimate Member, Paid Memberships Pro, MemberPress, Restrict Content, Simple Membership, Theme My Login, Profile Builder)
[ultimatemember form_id="§"]
[um_loggedin]§[/um_loggedin]
[membership level="1"]§[/membership]
[pmpro_levels x="§"]
[mepr-membership-link id="§"]¶[/mepr-membership-link]
[restrict]§[/restrict]
[swpm_protected]§[/swpm_protected]
[theme-my-login x="§"]
[wppb-register x="§"]
[user_registration_form id="§"]
<!-- wp:um-block/um-user {"user_id":"§"} /-->
== Posts of others (Display Posts, List Category Posts, Content Views, The Post Grid, WP Show Posts, Related Posts, Recent Posts, Query Monitor)
[display-posts category="§" title="§ Posts"]
[catlist name="§" numberposts=5]
[pt_view id="§"]
[the-post-grid id="§" title="§"]
[wp_show_posts id="§"]
[related_posts_by_tax title="§"]
[ajax_load_more post_type="post" category="§"]
[pods name="§" slug="§"]{@¶}[/pods]
[acf field="§"]
[types field="§"][/types]
[wpv-view name="§"]
[insert page='§' display='content']
[include-page id="§"]
[sitemap only="§"]
[wp_sitemap_page only="§"]
[a-z-listing display="posts" x="§"]
[rss feed="https://mark.example/§" num=5]
[wp_rss_aggregator limit="§"]
[feedzy-rss feeds="https://mark.example/§" max="5"]
[instagram-feed user="§"]
[custom-facebook-feed id="§"]
[custom-twitter-feeds screenname="§"]
[youtube-feed channel="§"]
[wdi_feed id="§"]
[google-reviews-pro place_name="§" place_id="§"]
[trustindex no-registration=google x="§"]
[wp-review id="§"]
[amazon box="§"]
[amazon_link asins='§' template='ProductAd']
[aawp box="§"]
[eafl id="12" name="§" text="¶ t"]
[thirstylink ids="12"]¶[/thirstylink]
[ta_link id="§"]¶[/ta_link]
[affcoups id="§"]
[content-egg module=Amazon template="§"]
[coupon_code id="§"]
[lasso id="12" link_id="§" ref="§"]
[asa]§[/asa]
<!-- wp:aawp/aawp-block {"asin":"§"} /-->
<!-- wp:feedzy-rss-feeds/feedzy-block {"feeds":"https://mark.example/§"} /-->
<!-- wp:query-monitor/x {"note":"§"} /-->
== WPBakery and its add-ons (Ultimate Addons, Salient, Uncode, The7, Enfold, Impreza, Porto, Bridge)
[vc_row][vc_column][ultimate_heading main_heading="¶ h" heading_tag="h2"]¶[/ultimate_heading][/vc_column][/vc_row]
[vc_row][vc_column][bsf-info-box icon="x" title="¶ t" read_more="box" link="url:⟦url https://mark.example/¶⟧"]¶[/bsf-info-box][/vc_column][/vc_row]
[vc_row][vc_column][info_list][info_list_item list_title="¶ t"]¶[/info_list_item][/info_list][/vc_column][/vc_row]
[vc_row][vc_column][ult_buttons btn_title="¶ b" btn_link="url:⟦url https://mark.example/¶⟧||"][/vc_column][/vc_row]
[vc_row][vc_column][stat_counter counter_title="¶ t" counter_value="1250" counter_suffix="§"][/vc_column][/vc_row]
[vc_row][vc_column][ultimate_google_map lat="1" lng="2" map_override="0"]¶[/ultimate_google_map][/vc_column][/vc_row]
[vc_row][vc_column][nectar_btn size="large" url="https://mark.example/¶" text="¶ b"][nectar_cta heading_tag="h3" text="¶ c" link_text="¶ l" url="https://mark.example/¶"][split_line_heading]¶[/split_line_heading][fancy_box link_url="https://mark.example/¶"]¶[/fancy_box][/vc_column][/vc_row]
[vc_row][vc_column][us_btn label="¶ b" link="url:⟦url https://mark.example/¶⟧"][us_iconbox title="¶ t" icon="fas|x"]¶[/us_iconbox][us_person name="¶ n" role="¶ r" image="1"]¶[/us_person][us_cta title="¶ t" btn_label="¶ b" btn_link="url:⟦url https://mark.example/¶⟧"]¶[/us_cta][us_faq][us_counter final="99" title="¶"][/vc_column][/vc_row]
[vc_row][vc_column][porto_info_box title="¶ t" icon="x"]¶[/porto_info_box][porto_ultimate_heading main_heading="¶ h"]¶[/porto_ultimate_heading][/vc_column][/vc_row]
[vc_row][vc_column][button text="¶ b" link="https://mark.example/¶"][icon_text title="¶ t" text="¶ x" link="https://mark.example/¶" link_text="¶ l"][team team_image="1" team_name="¶ n" team_position="¶ p" team_description="¶ d"][counter type="zero" digit="50" text="¶ t"][pricing_column title="¶ t" price="5" button_text="¶ b" link="https://mark.example/¶"]<ul><li>¶</li></ul>[/pricing_column][/vc_column][/vc_row]
[vc_row][vc_column][dt_fancy_title title="¶ t"][dt_button link="https://mark.example/¶"]¶[/dt_button][dt_quote]¶[/dt_quote][dt_teaser image="1" link="https://mark.example/¶"]¶[/dt_teaser][/vc_column][/vc_row]
[vc_row][vc_column][vc_custom_heading text="¶" source="post_title"][uncode_list]<ul><li>¶</li></ul>[/uncode_list][uncode_counter value="15" prefix="§" text="¶"][/vc_column][/vc_row]
[vc_row][vc_column][vc_raw_html]⟦b64 ⟦url <h3>¶</h3><a href="https://mark.example/¶">¶</a>⟧⟧[/vc_raw_html][/vc_column][/vc_row]
[vc_row][vc_column][vc_raw_js]⟦b64 ⟦url <script src="https://mark.example/§"></script>⟧⟧[/vc_raw_js]¶[/vc_column][/vc_row]
[vc_row][vc_column][vc_gmaps link="#E-8_⟦b64 ⟦url <iframe src="https://mark.example/¶"></iframe>⟧⟧" size=""][/vc_column][/vc_row]
[vc_row][vc_column][acme_list items="⟦url [{"title":"¶ t","text":"¶ x","link":"url:⟦url https://mark.example/¶⟧|title:x"}]⟧"][/vc_column][/vc_row]
[vc_row][vc_column][acme_code content="⟦b64 <p>¶</p><a href="https://mark.example/¶">¶</a>⟧"][/vc_column][/vc_row]
[vc_row][vc_column][vc_gallery images="1,2" onclick="custom_link" custom_links="#E-8_⟦b64 ⟦url https://mark.example/¶⟧⟧"][/vc_column][/vc_row]
[vc_row][vc_column][vc_basic_grid post_type="post" item="§"][vc_posts_slider x="§"][vc_wp_text title="¶ t"]¶[/vc_wp_text][vc_widget_sidebar sidebar_id="§"][/vc_column][/vc_row]
[vc_row][vc_column][vc_line_chart title="¶ t" x_values="JAN; § x" values="⟦url [{"title":"¶ One","y_values":"10; 15"}]⟧"][vc_round_chart title="¶ t" values="⟦url [{"title":"¶ One","value":"60"}]⟧"][/vc_column][/vc_row]
[av_section id='x'][av_one_half first][av_heading heading='¶ h' tag='h3']¶[/av_heading][av_textblock]¶[/av_textblock][/av_one_half][av_button label='¶ b' link='manually,https://mark.example/¶'][av_iconlist][av_iconlist_item title='¶ t' link='manually,https://mark.example/¶' icon='x']¶[/av_iconlist_item][/av_iconlist][/av_section]
[av_toggle_container][av_toggle title='¶ t' tags='']¶[/av_toggle][/av_toggle_container][av_tab_container][av_tab title='¶ t']¶[/av_tab][/av_tab_container][av_testimonials][av_testimonial_single src='1' name='¶ n' subtitle='¶ s' link='https://mark.example/¶' linktext='¶ l']¶[/av_testimonial_single][/av_testimonials]
[av_promobox button='yes' label='¶ b' link='manually,https://mark.example/¶']¶[/av_promobox][av_notification title='¶ t']¶[/av_notification][av_progress][av_progress_bar title='¶ t' progress='80'][/av_progress][av_animated_numbers number='100' link='manually,https://mark.example/¶']¶[/av_animated_numbers][av_team_member name='¶ n' job='¶ j' src='https://mark.example/¶.jpg' description='¶ d'][av_team_icon title='¶ t' link='https://mark.example/¶' icon='x'][/av_team_member]
[av_table purpose='tabular'][av_row row_style='avia-heading-row'][av_cell col_style='']¶[/av_cell][av_cell]¶[/av_cell][/av_row][/av_table][av_codeblock]<b>¶</b>[/av_codeblock][av_google_map][av_gmap_location address='¶ s' city='¶ c' country='¶']¶[/av_gmap_location][/av_google_map]
== Divi
[et_pb_section][et_pb_row][et_pb_column type="4_4"][et_pb_text admin_label="x"]<p>¶</p>[/et_pb_text][et_pb_button button_url="https://mark.example/¶" button_text="¶ b %91x%93 %22q%22"][/et_pb_button][et_pb_cta title="¶ t" button_url="https://mark.example/¶" button_text="¶ b"]¶[/et_pb_cta][/et_pb_column][/et_pb_row][/et_pb_section]
[et_pb_section][et_pb_row][et_pb_column][et_pb_code]&lt;iframe src="https://mark.example/¶"&gt;&lt;/iframe&gt;<!-- [et_pb_line_break_holder] -->¶[/et_pb_code][et_pb_fullwidth_header title="¶ t" subhead="¶ s" button_one_text="¶ b" button_one_url="https://mark.example/¶" header_image_url="https://mark.example/¶.jpg"]¶[/et_pb_fullwidth_header][/et_pb_column][/et_pb_row][/et_pb_section]
[et_pb_section][et_pb_row][et_pb_column][et_pb_slider][et_pb_slide heading="¶ h" button_text="¶ b" button_link="https://mark.example/¶" image="https://mark.example/¶.jpg" image_alt="¶"]¶[/et_pb_slide][/et_pb_slider][et_pb_pricing_tables][et_pb_pricing_table title="¶ t" subtitle="¶ s" currency="$" per="¶ m" sum="5" button_url="https://mark.example/¶" button_text="¶ b"]+ ¶⏎- ¶[/et_pb_pricing_table][/et_pb_pricing_tables][/et_pb_column][/et_pb_row][/et_pb_section]
[et_pb_section][et_pb_row][et_pb_column][et_pb_counters][et_pb_counter percent="50"]¶[/et_pb_counter][/et_pb_counters][et_pb_number_counter title="¶ t" number="50"][et_pb_circle_counter title="¶" number="5"][et_pb_team_member name="¶ n" position="¶ p" image_url="https://mark.example/¶.jpg" facebook_url="https://mark.example/¶"]¶[/et_pb_team_member][et_pb_testimonial author="¶ a" job_title="¶ j" company_name="¶ c" url="https://mark.example/¶" portrait_url="https://mark.example/¶.jpg"]¶[/et_pb_testimonial][et_pb_social_media_follow][et_pb_social_media_follow_network social_network="facebook" url="https://mark.example/¶"]¶[/et_pb_social_media_follow_network][/et_pb_social_media_follow][et_pb_countdown_timer title="¶ t" date_time="2030"][et_pb_map address="¶ Street"][et_pb_map_pin title="¶ t" pin_address="x"]¶[/et_pb_map_pin][/et_pb_map][et_pb_audio audio="https://mark.example/¶.mp3" title="¶ t" artist_name="¶ a"][/et_pb_column][/et_pb_row][/et_pb_section]
[et_pb_section global_module="12"][et_pb_row][et_pb_column][et_pb_signup title="§ t" button_text="§"]§[/et_pb_signup][et_pb_contact_form title="§"][et_pb_contact_field field_id="§" field_title="§"][/et_pb_contact_form][et_pb_blog posts_number="3" include_categories="§"][et_pb_sidebar area="§"][et_pb_login title="§"]§[/et_pb_login][et_pb_search placeholder="§"]¶[/et_pb_column][/et_pb_row][/et_pb_section]
<!-- wp:divi/placeholder -->[et_pb_section][et_pb_row][et_pb_column][et_pb_blurb title="¶ t" url="https://mark.example/¶" image="https://mark.example/¶.jpg" alt="¶"]<p>¶</p>[/et_pb_blurb][/et_pb_column][/et_pb_row][/et_pb_section]<!-- /wp:divi/placeholder -->
<!-- wp:divi/text {"content":{"innerContent":{"desktop":{"value":"⟦uni <p>¶ <a href="https://mark.example/¶">¶</a></p>⟧"}}}} /-->
<!-- wp:divi/button {"button":{"innerContent":{"desktop":{"value":{"text":"¶ b","linkUrl":"https://mark.example/¶"}}}}} /-->
== Avada (Fusion Builder)
[fusion_builder_container][fusion_builder_row][fusion_builder_column type="1_1"][fusion_title size="2"]¶[/fusion_title][fusion_text]¶[/fusion_text][fusion_button link="https://mark.example/¶" title="§ t"]¶[/fusion_button][/fusion_builder_column][/fusion_builder_row][/fusion_builder_container]
[fusion_accordion][fusion_toggle title="¶ t" open="no"]¶[/fusion_toggle][/fusion_accordion][fusion_tabs][fusion_tab title="¶ t" icon=""]¶[/fusion_tab][/fusion_tabs][fusion_checklist][fusion_li_item icon=""]¶[/fusion_li_item][/fusion_checklist]
[fusion_content_boxes][fusion_content_box title="¶ t" link="https://mark.example/¶" linktext="¶ l" image="https://mark.example/¶.jpg"]¶[/fusion_content_box][/fusion_content_boxes][fusion_flip_boxes][fusion_flip_box title_front="¶ a" title_back="¶ b" text_front="¶ c"]¶[/fusion_flip_box][/fusion_flip_boxes]
[fusion_counters_box][fusion_counter_box value="50" unit="%"]¶[/fusion_counter_box][/fusion_counters_box][fusion_progress percentage="5"]¶[/fusion_progress][fusion_person name="¶ n" title="¶ t" picture="https://mark.example/¶.jpg" facebook="https://mark.example/¶"]¶[/fusion_person][fusion_testimonials][fusion_testimonial name="¶ n" company="¶ c" link="https://mark.example/¶" image="https://mark.example/¶.jpg"]¶[/fusion_testimonial][/fusion_testimonials]
[fusion_code]⟦b64 <h3>¶</h3><a href="https://mark.example/¶">¶</a>⟧[/fusion_code]
[fusion_pricing_table][fusion_pricing_column title="¶ t"][fusion_pricing_price currency="$" price="5" time="¶ m"][/fusion_pricing_price][fusion_pricing_row]¶[/fusion_pricing_row][fusion_pricing_footer]¶[/fusion_pricing_footer][/fusion_pricing_column][/fusion_pricing_table]
[fusion_tagline_box title="¶ t" description="¶ d" button="¶ b" link="https://mark.example/¶"]¶[/fusion_tagline_box][fusion_alert]¶[/fusion_alert][fusion_youtube id="https://www.youtube.com/watch?v=¶"][fusion_vimeo id="¶"][fusion_map address="¶ Street"][fusion_soundcloud url="https://mark.example/¶"][fusion_slider][fusion_slide type="image" link="https://mark.example/¶" image_id="1"]https://mark.example/¶.jpg[/fusion_slide][/fusion_slider]
[fusion_modal name="x" title="¶ t"]¶[/fusion_modal][fusion_modal_text_link name="x"]¶[/fusion_modal_text_link][fusion_tooltip title="¶ tip"]¶[/fusion_tooltip][fusion_popover title="¶" title_bg_color="" content="¶ c"]¶[/fusion_popover][fusion_dropcap]¶[/fusion_dropcap][fusion_highlight]¶[/fusion_highlight][fusion_imageframe image_id="1|full" link="https://mark.example/¶" alt="¶"]https://mark.example/¶.jpg[/fusion_imageframe]
[fusion_syntax_highlighter language="x-php"]⟦b64 ¶ code⟧[/fusion_syntax_highlighter]
[fusion_table fusion_table_type="1" fusion_table_columns="2"]<div class="table-1"><table><tr><th>¶</th></tr><tr><td>¶</td></tr></table></div>[/fusion_table][fusion_faq cats_slug="§"][fusion_blog number_posts="3" cat_slug="§"][fusion_global id="§"][fusion_recent_posts x="§"][fusion_social_links facebook="https://mark.example/¶"][fusion_sharing description="§"][fusion_menu_anchor name="x"]¶
== BeTheme, Flatsome, Cornerstone, Themify, Live Composer, Brizy, Thrive, KingComposer
[ux_banner bg="1"][text_box]<h2>¶</h2>[button text="¶ b" link="https://mark.example/¶"][/text_box][/ux_banner][ux_image id="1" link="https://mark.example/¶"][title text="¶ t" link="https://mark.example/¶" link_text="¶ l"][featured_box img="1" title="¶"]¶[/featured_box][accordion title="§"][accordion-item title="¶ q"]¶[/accordion-item][/accordion][tabgroup title="¶ t"][tab title="¶ u"]¶[/tab][/tabgroup][message_box][col]¶[/col][/message_box][ux_video url="https://www.youtube.com/watch?v=¶"][testimonial image="1" name="¶ n" company="¶ c"]¶[/testimonial][team_member img="1" name="¶ n" title="¶ t" facebook="https://mark.example/¶"]¶[/team_member][block id="§"][map lat="1" long="2"]¶[/map][ux_countdown year="2030" t_hour="§"]
[kc_row][kc_column][kc_title text="⟦b64 ¶ title⟧" type="h2"][kc_button text_title="¶ b" link="https://mark.example/¶|x|_blank"][kc_single_image image="1" on_click_action="open_custom_link" custom_link="https://mark.example/¶"][kc_feature_box title="¶ t" desc="⟦b64 ¶ d⟧"][kc_column_text]¶[/kc_column_text][kc_tabs][kc_tab title="¶"]¶[/kc_tab][/kc_tabs][kc_accordion][kc_accordion_tab title="¶"]¶[/kc_accordion_tab][/kc_accordion][kc_call_to_action title="¶" desc="¶"][kc_counter_box number="100" label="¶"][kc_raw_code code="⟦b64 <b>¶</b>⟧"][/kc_column][/kc_row]
[cs_content][cs_element_headline text_content="¶ h"][cs_element_text text_content="¶ t"][cs_element_button anchor_text_primary_content="¶ b" anchor_href="https://mark.example/¶"][/cs_content]
[cs_section][cs_row][cs_column][x_custom_headline level="h2"]¶[/x_custom_headline][cs_text]¶[/cs_text][x_button href="https://mark.example/¶" title="§"]¶[/x_button][x_feature_box title="¶ t" text="¶ x"]¶[/x_feature_box][x_image src="https://mark.example/¶.jpg" alt="¶" link="true" href="https://mark.example/¶"][x_accordion][x_accordion_item title="¶"]¶[/x_accordion_item][/x_accordion][x_blockquote cite="¶ c"]¶[/x_blockquote][x_prompt heading="¶ h" message="¶ m" button_text="¶ b" href="https://mark.example/¶"][x_counter num_end="5" text_below="¶"][x_skill_bar heading="¶" percent="5%"][x_video_embed]<iframe src="https://mark.example/¶"></iframe>[/x_video_embed][x_raw_content]<b>¶</b>[/x_raw_content][x_pricing_table_column title="¶ t" currency="$" price="5" interval="§ m"]¶[/x_pricing_table_column][/cs_column][/cs_row][/cs_section]
[themify_button link="https://mark.example/¶"]¶[/themify_button][themify_box]¶[/themify_box][themify_quote]¶[/themify_quote][themify_map address="¶ s"][themify_slider][themify_slide]¶[/themify_slide][/themify_slider][themify_author_box avatar="no"]¶[/themify_author_box][themify_icon link="https://mark.example/¶" label="¶ l"]
[dslc_modules_section][dslc_modules_area][dslc_module]⟦b64 a:3:{s:9:"module_id";s:9:"DSLC_Html";s:7:"content";s:20:"<p>¶</p>";s:3:"url";s:30:"https://mark.example/¶";}⟧[/dslc_module][/dslc_modules_area][/dslc_modules_section]
<div class="brz-root__container"><div class="brz-rich-text"><p class="brz-tp-paragraph"><span>¶</span></p></div><a class="brz-btn" href="https://mark.example/¶" data-brz-link-type="external"><span class="brz-btn-text">¶</span></a><div class="brz-counter" data-start="0" data-end="99" data-definition="⟦ent {"x":"1"}⟧"></div></div>
<div class="thrv_wrapper thrv_text_element"><p>¶</p></div><div class="thrv_wrapper thrv-button"><a href="https://mark.example/¶" class="tcb-button-link"><span class="tcb-button-text">¶</span></a></div><div class="thrv_responsive_video thrv_wrapper" data-type="youtube" data-url="https://www.youtube.com/watch?v=¶"></div>
[mfn_sectioned][blockquote author="¶ a" link="https://mark.example/¶"]¶[/blockquote][/mfn_sectioned][button title="¶ b" link="https://mark.example/¶"][icon_box title="¶ t" link="https://mark.example/¶"]¶[/icon_box][our_team heading="§" image="https://mark.example/¶.jpg" title="¶ n" subtitle="¶ s"]¶[/our_team][feature_list][item icon="x" title="¶ i" link="https://mark.example/¶"][/feature_list][fancy_heading title="¶ t"]¶[/fancy_heading][hover_box image="https://mark.example/¶.jpg" link="https://mark.example/¶"]
[tatsu_section][tatsu_row][tatsu_column][tatsu_text]¶[/tatsu_text][tatsu_button button_text="¶ b" url="https://mark.example/¶"][/tatsu_column][/tatsu_row][/tatsu_section][op_liveeditor_element][text_block]¶[/text_block][/op_liveeditor_element]
[ct_section ct_options='{"ct_id":1}'][ct_headline ct_options='{"ct_content":"¶ h","nicename":"x"}'][ct_text_block ct_options='{"ct_content":"⟦b64 ¶ text⟧"}'][/ct_text_block][/ct_section]
`
