# ما تقوله صفحة المحادثة. جمل قصيرة واضحة، بلا علامات تعجب.

## الصفحة

chat-title = { $title } · Hark
chat-title-meant = ({ NUMBER($meant) }) { $title } · Hark
chat-skip-to-composer = الانتقال إلى حقل الكتابة
chat-skip-to-messages = الانتقال إلى الرسائل
chat-announce = { $author }: { $text }
chat-announce-many = { $count ->
    [zero] لا رسائل جديدة
    [one] رسالة جديدة واحدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
    [many] { $count } رسالة جديدة
   *[other] { $count } رسالة جديدة
}

## الأوقات

time-today = اليوم
time-yesterday = أمس
time-tomorrow = غدًا
time-weekday-0 = الأحد
time-weekday-1 = الاثنين
time-weekday-2 = الثلاثاء
time-weekday-3 = الأربعاء
time-weekday-4 = الخميس
time-weekday-5 = الجمعة
time-weekday-6 = السبت
time-month-1 = يناير
time-month-2 = فبراير
time-month-3 = مارس
time-month-4 = أبريل
time-month-5 = مايو
time-month-6 = يونيو
time-month-7 = يوليو
time-month-8 = أغسطس
time-month-9 = سبتمبر
time-month-10 = أكتوبر
time-month-11 = نوفمبر
time-month-12 = ديسمبر
time-day = { $weekday }، { NUMBER($date) } { $month }
time-day-of-year = { $weekday }، { NUMBER($date) } { $month } { NUMBER($year) }
time-moment = { $day } في { $time }

## أسماء متتالية

# حرف العطف يلتصق بالاسم الذي بعده.
names-between = {" و"}
names-last = {" و"}

## الشريط الجانبي

sidebar-rooms = الغرف
sidebar-new-room = غرفة جديدة
sidebar-browse = تصفح الغرف
sidebar-direct = الرسائل المباشرة
sidebar-new-direct = رسالة مباشرة جديدة
sidebar-people = الأشخاص
sidebar-unread = {"رسائل غير مقروءة: "}
sidebar-unread-threads = {"سلاسل غير مقروءة: "}
sidebar-threads-with-mention = {"سلاسل فيها إشارة إليك: "}
sidebar-mentions = {"إشارات إليك: "}

## الانتقال إلى غرفة أو صفحة باسمها

switcher-title = الانتقال إلى
switcher-label = الانتقال إلى غرفة أو شخص أو صفحة
switcher-hint = الانتقال إلى…
switcher-forward-hint = إعادة التوجيه إلى…
switcher-list = الغرف والأشخاص والصفحات
switcher-unread = غير مقروءة
switcher-search = البحث في الرسائل
switcher-search-for = البحث في الرسائل عن «{ $asked }»
switcher-account = حسابك

## أعلى الغرفة

header-rooms = كل الغرف
header-search = البحث في هذه الغرفة
header-level = ما تُبلَّغ به
header-settings = إعدادات الغرفة
header-who = من هنا
header-members = { $count ->
    [zero] لا أعضاء، من هنا
    [one] عضو واحد، من هنا
    [two] عضوان، من هنا
    [few] { $count } أعضاء، من هنا
    [many] { $count } عضوًا، من هنا
   *[other] { $count } عضو، من هنا
}

## من هنا

here-panel = الموجودون هنا
here-close = إغلاق
here-now = هنا الآن
here-count = هنا الآن: { NUMBER($count) }
here-write = مراسلة { $name }
here-away = بعيد
here-not = ليس هنا
here-seen-now = آخر ظهور الآن
here-seen-minutes = { $count ->
    [zero] آخر ظهور الآن
    [one] آخر ظهور قبل دقيقة
    [two] آخر ظهور قبل دقيقتين
    [few] آخر ظهور قبل { $count } دقائق
    [many] آخر ظهور قبل { $count } دقيقة
   *[other] آخر ظهور قبل { $count } دقيقة
}
here-seen-hours = { $count ->
    [zero] آخر ظهور الآن
    [one] آخر ظهور قبل ساعة
    [two] آخر ظهور قبل ساعتين
    [few] آخر ظهور قبل { $count } ساعات
    [many] آخر ظهور قبل { $count } ساعة
   *[other] آخر ظهور قبل { $count } ساعة
}
here-seen-days = { $count ->
    [zero] آخر ظهور اليوم
    [one] آخر ظهور قبل يوم
    [two] آخر ظهور قبل يومين
    [few] آخر ظهور قبل { $count } أيام
    [many] آخر ظهور قبل { $count } يومًا
   *[other] آخر ظهور قبل { $count } يوم
}
here-clock-ahead = { $hours ->
    [zero] التوقيت المحلي { $time }
    [one] التوقيت المحلي { $time }، متقدم عنك بساعة
    [two] التوقيت المحلي { $time }، متقدم عنك بساعتين
    [few] التوقيت المحلي { $time }، متقدم عنك بـ { $hours } ساعات
    [many] التوقيت المحلي { $time }، متقدم عنك بـ { $hours } ساعة
   *[other] التوقيت المحلي { $time }، متقدم عنك بـ { $hours } ساعة
}
here-clock-behind = { $hours ->
    [zero] التوقيت المحلي { $time }
    [one] التوقيت المحلي { $time }، متأخر عنك بساعة
    [two] التوقيت المحلي { $time }، متأخر عنك بساعتين
    [few] التوقيت المحلي { $time }، متأخر عنك بـ { $hours } ساعات
    [many] التوقيت المحلي { $time }، متأخر عنك بـ { $hours } ساعة
   *[other] التوقيت المحلي { $time }، متأخر عنك بـ { $hours } ساعة
}
here-clock-partly-ahead = التوقيت المحلي { $time }، متقدم عنك بـ { $apart } ساعة
here-clock-partly-behind = التوقيت المحلي { $time }، متأخر عنك بـ { $apart } ساعة
here-read = تمت القراءة
here-read-by = قرأها { $names }

## سطور الغرفة

room-messages = الرسائل في { $room }
room-earlier = رسائل أقدم
room-unread-line = جديد
room-to-newest = الانتقال إلى الأحدث
room-new-messages = رسائل جديدة ↓
room-between = هذه الغرفة بينك وبين { $names }. لا يمكن إضافة أحد إليها.
room-made-by = أنشأ { $name } هذه الغرفة. من هنا تبدأ.
room-alone = لا أحد هنا سواك.
room-add-people = إضافة أشخاص إلى هذه الغرفة
room-invite = دعوة شخص جديد
room-archived-by = أرشف { $name } هذه الغرفة. يمكنك قراءتها.
room-left = لم تعد في هذه الغرفة. ما قيل فيها يبقى فيها.
room-others = الانتقال إلى غرفك

## الرسالة

message-removed = أُزيلت هذه الرسالة.
message-removed-by-moderator = أزالها مشرف.
message-show-more = عرض المزيد
message-show-less = عرض أقل
message-code = شيفرة
message-copy = نسخ
message-copy-code = نسخ الشيفرة
message-code-copied = تم النسخ
message-edit = تعديل
message-delete = حذف
message-change = تعديل الرسالة
message-save = حفظ
message-cancel = إلغاء
message-dismiss = حسنًا
message-not-sent = لم تُرسل. { $why }
message-retry = إعادة المحاولة
message-discard = تجاهل
message-delete-title = حذف هذه الرسالة؟
message-delete-text = ستُزال لدى الجميع. سيبقى ظاهرًا أن رسالة كانت هنا.
message-remove-title = إزالة رسالة { $name }؟
message-remove-text = ستُزال لدى الجميع. سيبقى ظاهرًا أن مشرفًا أزالها، ويحفظ سجل التدقيق من فعل ذلك.
message-remove = إزالة
message-keep = الإبقاء عليها

## الكتابة

composer-to-room = رسالة في غرفة { $room }
composer-to-people = رسالة إلى { $names }
composer-send = إرسال
composer-empty = لا شيء لإرساله بعد.
composer-too-long = هذا أطول من أن تسعه رسالة واحدة. أرسله على أجزاء.
composer-control = في النص محارف لا يمكن إرسالها. الصقه نصًا عاديًا.
composer-not-kept = لا يحفظ هذا المتصفح شيئًا هنا: لا تغلق الصفحة قبل أن تُرسل الرسالة.
composer-slow-seconds = { $count ->
    [zero] الوضع البطيء: رسالة واحدة كل ثانية.
    [one] الوضع البطيء: رسالة واحدة كل ثانية.
    [two] الوضع البطيء: رسالة واحدة كل ثانيتين.
    [few] الوضع البطيء: رسالة واحدة كل { $count } ثوانٍ.
    [many] الوضع البطيء: رسالة واحدة كل { $count } ثانية.
   *[other] الوضع البطيء: رسالة واحدة كل { $count } ثانية.
}
composer-slow-minutes = { $count ->
    [zero] الوضع البطيء: رسالة واحدة كل دقيقة.
    [one] الوضع البطيء: رسالة واحدة كل دقيقة.
    [two] الوضع البطيء: رسالة واحدة كل دقيقتين.
    [few] الوضع البطيء: رسالة واحدة كل { $count } دقائق.
    [many] الوضع البطيء: رسالة واحدة كل { $count } دقيقة.
   *[other] الوضع البطيء: رسالة واحدة كل { $count } دقيقة.
}
composer-slow-hours = { $count ->
    [zero] الوضع البطيء: رسالة واحدة كل ساعة.
    [one] الوضع البطيء: رسالة واحدة كل ساعة.
    [two] الوضع البطيء: رسالة واحدة كل ساعتين.
    [few] الوضع البطيء: رسالة واحدة كل { $count } ساعات.
    [many] الوضع البطيء: رسالة واحدة كل { $count } ساعة.
   *[other] الوضع البطيء: رسالة واحدة كل { $count } ساعة.
}
composer-slow-waits = الوضع البطيء: رسالتك تنتظر وستُرسل تلقائيًا.
composer-typing = { $count ->
    [zero] { $people } يكتب
    [one] { $people } يكتب
    [two] { $people } يكتبان
    [few] { $people } يكتبون
    [many] { $people } يكتبون
   *[other] { $people } يكتبون
}
composer-typing-many = { $count ->
    [zero] لا أحد يكتب
    [one] شخص واحد يكتب
    [two] شخصان يكتبان
    [few] { $count } أشخاص يكتبون
    [many] { $count } شخصًا يكتبون
   *[other] { $count } شخص يكتبون
}

## لماذا لم ينفذ الخادم

refusal-bad-request = لم يفهم الخادم المطلوب.
refusal-not-found = لم يعد هنا، أو ليس متاحًا لك.
refusal-forbidden = لا يمكنك فعل ذلك هنا.
refusal-slow-mode = تستقبل هذه الغرفة رسالة واحدة في كل مرة. انتظر قليلًا.
refusal-silenced = أنت ممنوع من الكتابة لبعض الوقت، وتستطيع القراءة فقط.
refusal-archived = هذه الغرفة مؤرشفة.
refusal-conflict = أُرسل نص آخر مكانه.
refusal-rate-limited = كان ذلك كثيرًا دفعة واحدة.
refusal-limit = لا مكان للمزيد.
refusal-overloaded = الخادم مشغول.
refusal-disk-full = قرص الخادم ممتلئ.
refusal-disk = لا يستطيع الخادم الكتابة على قرصه.
refusal-internal = حدث خطأ في الخادم.
refusal-no-connection = لا يوجد اتصال. أعد المحاولة حين يعود.

## الاتصال

connection-connecting = جارٍ الاتصال…
connection-offline = أنت غير متصل. ما تكتبه يُحفظ هنا ويُرسل حين تعود.
connection-waiting = جارٍ إعادة الاتصال
connection-waiting-seconds = إعادة الاتصال بعد { NUMBER($seconds) } ث
connection-slow = هناك الكثير لإرساله. ينتظر Hark قليلًا بين رسائلك.
connection-signed-out = انتهت جلستك. ما كتبته محفوظ هنا.
connection-banned = لم يعد بإمكانك استخدام هذا الخادم. يستطيع مالكه أن يخبرك بالسبب.
connection-too-old = توجد نسخة أحدث من هذه الصفحة. ما كتبته محفوظ.
connection-refused = أغلق الخادم الاتصال نهائيًا. ما كتبته محفوظ.
connection-try-now = المحاولة الآن
connection-reload = تحميل الصفحة من جديد
connection-sign-in = تسجيل الدخول من جديد

## ما حدث في الغرفة، بلا نقطة في الآخر

notice-room-created = أنشأ { $actor } هذه الغرفة
notice-joined = انضم { $member }
notice-added = أضاف { $actor } { $member }
notice-left = غادر { $member }
notice-removed = أزال { $actor } { $member }
notice-renamed = أصبح اسم { $actor } الآن { $name }
notice-room-renamed = غيّر { $actor } اسم الغرفة إلى «{ $name }»
notice-topic-removed = أزال { $actor } الموضوع
notice-topic-changed = غيّر { $actor } الموضوع إلى «{ $topic }»
notice-archived = أرشف { $actor } هذه الغرفة
notice-slow-on = فعّل { $actor } الوضع البطيء
notice-slow-off = أوقف { $actor } الوضع البطيء
notice-unarchived = أعاد { $actor } فتح هذه الغرفة

## إشعارات النظام: لماذا هي

notifying-mention = أشار إليك { $author } في { $room }
notifying-direct = رسالة جديدة من { $author }
notifying-everything = رسالة جديدة من { $author } في { $room }

## الرسائل المثبتة

pins-pin = تثبيت
pins-unpin = إلغاء التثبيت
pins-title = الرسائل المثبتة
pins-none = لا شيء مثبت هنا. يبقي «تثبيت» في قائمة الرسالة الرسالةَ في متناول كل من في الغرفة.
pins-button = { $count ->
    [zero] الرسائل المثبتة
    [one] رسالة مثبتة واحدة
    [two] رسالتان مثبتتان
    [few] { $count } رسائل مثبتة
    [many] { $count } رسالة مثبتة
   *[other] { $count } رسالة مثبتة
}
pins-pinned-by = ثبّتها { $name }
pins-full = { $most ->
    [zero] لا يمكن تثبيت شيء هنا.
    [one] رسالة واحدة مثبتة هنا، وهذا هو الحد. ألغِ تثبيتها أولًا.
    [two] رسالتان مثبتتان هنا، وهذا هو الحد. ألغِ تثبيت إحداهما أولًا.
    [few] { $most } رسائل مثبتة هنا، وهذا هو الحد. ألغِ تثبيت إحداها أولًا.
    [many] { $most } رسالة مثبتة هنا، وهذا هو الحد. ألغِ تثبيت إحداها أولًا.
   *[other] { $most } رسالة مثبتة هنا، وهذا هو الحد. ألغِ تثبيت إحداها أولًا.
}
pins-not-changed = لم يتغير التثبيت. { $why }

## خريطة المفاتيح

keys-title = اختصارات لوحة المفاتيح
keys-close = إغلاق
keys-command = Ctrl/⌘
keys-shift = Shift
keys-anywhere = في أي مكان
keys-elsewhere = حيث لا تكتب
keys-timeline = بين الرسائل
keys-message = على رسالة
keys-composer = في حقل الكتابة
keys-writing = في ما تكتبه
keys-editor = أثناء تعديل رسالة
keys-switch = الانتقال إلى غرفة أو شخص أو صفحة
keys-keys = عرض هذه الاختصارات
keys-hide-people = إخفاء الموجودين هنا
keys-newest = الانتقال إلى أحدث رسالة
keys-mark-unread = تعليم كغير مقروء من هنا
keys-above = الانتقال إلى الرسالة التي فوقها
keys-below = الانتقال إلى الرسالة التي تحتها
keys-send = إرسال
keys-line = بدء سطر جديد
keys-edit-last = تعديل رسالتك الأخيرة، ما دام حقل الكتابة فارغًا
keys-close-thread = إغلاق السلسلة أثناء الكتابة فيها
keys-strong = عريض
keys-emphasis = مائل
keys-code = شيفرة
keys-save = حفظ
keys-leave = تركها كما كانت

## الإشارات

mentions-list = أشخاص يمكن الإشارة إليهم
mentions-wide = تشير ‎@room إلى كل من في هذه الغرفة. يرى كل منهم عددًا إلى أن يقرأها.
mentions-followers = كل من يتابع هذه السلسلة
mentions-ask-followers = إبلاغ كل من يتابع هذه السلسلة؟
mentions-wide-thread = في سلسلة تشير ‎@room إلى من يتابعونها. لا يُبلَّغ الآخرون في الغرفة.
mentions-tell-followers = إبلاغهم
mentions-go-back = رجوع
mentions-everybody = { $count ->
    [zero] لا أحد في هذه الغرفة
    [one] شخص واحد في هذه الغرفة
    [two] الشخصان في هذه الغرفة
    [few] كل الأشخاص في هذه الغرفة: { $count }
    [many] كل الأشخاص في هذه الغرفة: { $count }
   *[other] كل الأشخاص في هذه الغرفة: { $count }
}
mentions-ask-others = { $others ->
    [zero] إبلاغ لا أحد؟
    [one] إبلاغ شخص واحد؟
    [two] إبلاغ شخصين؟
    [few] إبلاغ { $others } أشخاص؟
    [many] إبلاغ { $others } شخصًا؟
   *[other] إبلاغ { $others } شخص؟
}
mentions-tell-others = { $others ->
    [zero] إبلاغ لا أحد
    [one] إبلاغ شخص واحد
    [two] إبلاغ شخصين
    [few] إبلاغ { $others } أشخاص
    [many] إبلاغ { $others } شخصًا
   *[other] إبلاغ { $others } شخص
}

## قائمة الرسالة

menu-more = المزيد
menu-copy-link = نسخ الرابط
menu-copy-text = نسخ النص
menu-quote = اقتباس
menu-forward = إعادة توجيه
menu-forward-to = إعادة توجيه الرابط إلى
menu-report = إبلاغ…
menu-remove = إزالة…
menu-mark-unread = تعليم كغير مقروء من هنا
menu-marked-unread = عُلّمت كغير مقروءة. تبقى كذلك إلى أن تعود إلى هذه الغرفة.
menu-text-copied = نُسخ نص الرسالة.
menu-text-not-copied = لا يسمح هذا المتصفح للصفحة بالنسخ.
menu-copied = نُسخ رابط الرسالة.
menu-not-copied = لا يسمح هذا المتصفح للصفحة بالنسخ. الرابط في شريط العنوان.
menu-not-marked-unread = لم تُعلّم كغير مقروءة. { $why }
menu-not-removed = لم تُزَل. { $why }

## التفاعلات

reactions-react = تفاعل
reactions-add = إضافة تفاعل
reactions-reactions = التفاعلات
reactions-picker = اختيار تفاعل
reactions-emoji = رموز تعبيرية
reactions-text = أو نص قصير
reactions-who = تفاعل بـ { $reaction }: { $people }
reactions-who-you = تفاعلت بـ { $reaction }
reactions-you = أنت
reactions-others = { $count ->
    [zero] لا آخرون
    [one] شخص آخر
    [two] شخصان آخران
    [few] { $count } آخرون
    [many] { $count } آخرون
   *[other] { $count } آخرون
}
reactions-not-changed = لم يتغير التفاعل. { $why }
reactions-empty = اكتب كلمة أو كلمتين، أو اختر رمزًا تعبيريًا.
reactions-too-long = لا يتسع التفاعل لأكثر من 16 محرفًا.
reactions-control = في النص محارف لا يمكن إرسالها.

## السلاسل

threads-thread = سلسلة ردود
threads-reply = الرد في سلسلة
threads-from-thread = رد في سلسلة
threads-follow = متابعة
threads-unfollow = إلغاء المتابعة
threads-followed = تُبلَّغ بالردود الجديدة هنا في «السلاسل»
threads-not-followed = لا تُبلَّغ بالردود الجديدة هنا
threads-threads = السلاسل
threads-close = إغلاق السلسلة
threads-back = العودة إلى الغرفة
threads-earlier = ردود أقدم
threads-placeholder = رد
threads-in-room = عرضه في الغرفة أيضًا
threads-loading = جارٍ جلب السلسلة…
threads-missing = لا يمكن عرض هذه السلسلة. ربما كانت في غرفة غادرتها.
threads-replies = { $count ->
    [zero] لا ردود
    [one] رد واحد
    [two] ردان
    [few] { $count } ردود
    [many] { $count } ردًا
   *[other] { $count } رد
}
threads-last-today = آخرها في { $time }
threads-last-yesterday = آخرها أمس في { $time }
threads-last-on = آخرها { $day }

## نسخ الرسالة

versions-title = نسخ هذه الرسالة
versions-edited = معدّلة
versions-button = معدّلة، عرض نسخها
versions-loading = جارٍ التحميل…
versions-earlier = نسخ أقدم
versions-close = إغلاق
versions-now = الآن · { $moment }
versions-first = الأولى · { $moment }
versions-not-read = تعذرت قراءة النسخ. { $why }
