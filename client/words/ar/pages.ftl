# ما تقوله الصفحات التي يرسمها الخادم وحده.

## المستند

shell-scripts-failed = يمكنك القراءة دون الكتابة: لم يُحمَّل جزء من هذه الصفحة. حمّلها من جديد للمحاولة.

## حين لا ينجح شيء: ما حدث، وما حُفظ، وما العمل

problem-home = العودة إلى البداية
problem-not-found = لا شيء هنا
problem-not-found-text = قد يكون العنوان خاطئًا، أو زال ما كان هنا، أو ليس متاحًا لك.
problem-forbidden = لا يمكنك فعل ذلك
problem-forbidden-text = لم يتغير شيء. يستطيع مالك هذا الخادم المساعدة.
problem-foreign = لم يأتِ هذا من صفحة لهذا الخادم
problem-foreign-text = لم يتغير شيء. افتح صفحة هذا الخادم نفسها وافعل ذلك هناك.
problem-bad-request = لم يفهم الخادم المطلوب
problem-bad-request-text = لم يتغير شيء. ارجع وأعد المحاولة.
problem-archived = هذه الغرفة مؤرشفة
problem-archived-text = يمكن قراءتها لا الكتابة فيها. لم يتغير شيء.
problem-too-much = لا مكان للمزيد
problem-too-much-text = لم يتغير شيء.
problem-busy = الخادم مشغول
problem-busy-text = لم يتغير شيء. ارجع وأعد المحاولة بعد قليل.
problem-too-fast = كان ذلك سريعًا جدًا
problem-too-fast-text = لم يتغير شيء. ارجع وانتظر قليلًا ثم أعد المحاولة.
problem-storage = لا يستطيع الخادم حفظ أي شيء الآن
problem-storage-text = قرصه ممتلئ أو معطل. القراءة ما زالت ممكنة، ولم يضع شيء مما حُفظ.
problem-internal = حدث خطأ في الخادم
problem-internal-text = لم يكن ذلك بسببك. إن تكرر، فأخبر من يدير هذا الخادم بالرمز { $id }.
problem-not-built = لم يُبنَ نمط الصفحة ونصوصها البرمجية
problem-not-built-text = ابنِ الخادم بالأمر cargo leptos build.

## الحساب

account-title = حسابك
account-name-title = الاسم
account-picture-title = الصورة
account-picture = صورة من جهازك
account-picture-hint = ‏PNG أو JPEG أو WebP أو GIF، بحجم 10 ميغابايت على الأكثر. يظهر وسطها مصغّرًا. ما يحمله الملف غير ذلك، كمكان التقاطها، لا يُحفظ.
account-change-picture = استخدام هذه الصورة
account-remove-picture = إزالة صورتك
account-picture-too-big = هذا الملف أكبر من 10 ميغابايت. اختر ملفًا أصغر.
account-picture-too-many-pixels = في هذه الصورة أكثر من 25 مليون بكسل. صغّرها وأعد المحاولة.
account-picture-unreadable = لا يمكن قراءة هذا الملف كصورة. اختر ملف PNG أو JPEG أو WebP أو GIF.
account-look-title = المظهر
account-look-text = يُحفظ في هذا المتصفح. لأجهزتك الأخرى خياراتها.
account-language = اللغة
account-language-browser = كما في المتصفح
account-theme = السمة
account-theme-system = كما في النظام
account-theme-light = فاتحة
account-theme-dark = داكنة
account-contrast = التباين
account-contrast-system = كما في النظام
account-contrast-more = عالٍ
account-density = الكثافة
account-density-roomy = رحبة
account-density-compact = متراصة: رسائل أكثر على الشاشة
account-password-title = كلمة المرور
account-current-password = كلمة المرور الحالية
account-change-password = تغيير كلمة المرور
account-password-text = تغييرها يخرجك من كل مكان آخر. تبقى مفاتيح مرورك.
account-password-wrong = ليست هذه كلمة مرورك الحالية.
account-password-saved = تغيرت كلمة مرورك. أُخرجت من كل مكان آخر.
account-sessions-title = حيث سجّلت الدخول
account-this-one = هذه
account-end = تسجيل الخروج
account-end-of = تسجيل الخروج: { $browser }
account-last-used = آخر استخدام: { $when }
account-sign-out = تسجيل الخروج هنا
account-sign-out-everywhere = تسجيل الخروج من كل مكان
account-unknown-browser = متصفح ما

## الرسائل المباشرة

direct-title = رسالة مباشرة جديدة
direct-direct = الرسائل المباشرة
direct-hint = اختر سبعة أشخاص على الأكثر. يلتقي الأشخاص أنفسهم دائمًا في الغرفة نفسها، ولا يمكن إضافة أحد إليها لاحقًا.
direct-who = مع من
direct-start = بدء
direct-alone = لا أحد غيرك على هذا الخادم بعد.
direct-message = مراسلة
direct-nobody-chosen = اختر أحدًا.
direct-too-many = لا تختر أكثر من سبعة أشخاص. لعدد أكبر أنشئ غرفة.

## الدخول: التشغيل الأول، وتسجيل الدخول، والدعوات، وكلمات المرور الجديدة

entry-name = اسمك
entry-name-hint = كما يراه الآخرون. يمكنك تغييره لاحقًا.
entry-email = البريد الإلكتروني
entry-email-hint = تسجّل الدخول به. لا يرسل Hark بريدًا أبدًا.
entry-password = كلمة المرور
entry-password-hint = ثمانية محارف على الأقل. بضع كلمات لا رابط بينها تفي بالغرض.
entry-new-password = كلمة المرور الجديدة
entry-first-run-title = اجعل هذا الخادم خادمك
entry-first-run-text = ستكون مالكه: تدعو الناس وتعتني به. غرفتك الأولى جاهزة.
entry-first-run-button = بدء
entry-unclaimed-title = لا مالك لهذا الخادم بعد
entry-unclaimed-text = حين بدأ Hark طبع رابطًا تحت العنوان الذي يستمع إليه. افتح ذلك الرابط لتصبح المالك.
entry-sign-in-title = تسجيل الدخول
entry-sign-in-button = تسجيل الدخول
entry-sign-in-help = لا حساب لديك، أو ضاعت كلمة المرور؟ اطلب رابطًا من مالك هذا الخادم.
entry-code-title = خطوة أخرى
entry-code-text = كلمة المرور صحيحة. أثبت الآن أنك أنت.
entry-code = الرمز
entry-code-hint = الأرقام الستة التي يعرضها تطبيقك لهذا الخادم، أو أحد رموز الاسترداد.
entry-code-help = لا تطبيق ولا رمز استرداد؟ يستطيع مالك هذا الخادم إزالة هذه الخطوة من حسابك.
entry-signed-out = سُجّل خروجك.
entry-password-again = كثرت الرموز الخاطئة. سجّل الدخول بكلمة المرور من جديد.
entry-password-changed = تغيرت كلمة مرورك. سجّل الدخول بها.
entry-join-title = لديك دعوة
entry-join-button = انضمام
entry-invited-by = يدعوك { $name } إلى المحادثة هنا. أخبرنا من أنت.
entry-reset-title = اختر كلمة مرور جديدة
entry-reset-button = حفظ
entry-reset-for = لحساب { $name }. سيُسجَّل خروجك من كل مكان وتُزال مفاتيح مرورك.
entry-link-title = هذا الرابط لا يعمل
entry-link-text = ربما كان مبتورًا أو مستخدمًا أو قديمًا جدًا. اطلب رابطًا جديدًا ممن أعطاك إياه.
entry-wrong-sign-in = هذا البريد وكلمة المرور هذه لا يتوافقان.
entry-wrong-code = هذا الرمز خاطئ أو استُعمل من قبل. انتظر الرمز التالي.
entry-banned = لم يعد بإمكانك استخدام هذا الخادم. من يديره يستطيع أن يخبرك بالسبب.
entry-wait-minutes = { $count ->
    [zero] كثرت المحاولات. انتظر { $count } دقيقة ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [one] كثرت المحاولات. انتظر دقيقة واحدة ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [two] كثرت المحاولات. انتظر دقيقتين ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [few] كثرت المحاولات. انتظر { $count } دقائق ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [many] كثرت المحاولات. انتظر { $count } دقيقة ثم أعد المحاولة. كلمة مرورك لم تتغير.
   *[other] كثرت المحاولات. انتظر { $count } دقيقة ثم أعد المحاولة. كلمة مرورك لم تتغير.
}
entry-wait-hours = { $count ->
    [zero] كثرت المحاولات. انتظر { $count } ساعة ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [one] كثرت المحاولات. انتظر ساعة واحدة ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [two] كثرت المحاولات. انتظر ساعتين ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [few] كثرت المحاولات. انتظر { $count } ساعات ثم أعد المحاولة. كلمة مرورك لم تتغير.
    [many] كثرت المحاولات. انتظر { $count } ساعة ثم أعد المحاولة. كلمة مرورك لم تتغير.
   *[other] كثرت المحاولات. انتظر { $count } ساعة ثم أعد المحاولة. كلمة مرورك لم تتغير.
}
entry-wait-elsewhere = المتصفح الذي سجّلت الدخول فيه من قبل لا يحتاج إلى الانتظار.
entry-busy = يسجّل كثيرون الدخول الآن. أعد المحاولة بعد قليل.
entry-email-wrong = لا يبدو هذا عنوان بريد إلكتروني.
entry-email-taken = لدى شخص على هذا الخادم هذا العنوان.
entry-password-short = أقصر من 8 محارف.
entry-password-long = أطول من 1,024 بايت.
entry-password-guessable = كلمة المرور هذه من أول ما يُجرَّب. اختر غيرها.

## ما تُبلَّغ به من غرفة

level-title = ما تُبلَّغ به
level-back = العودة إلى الغرفة
level-save = حفظ
level-everywhere = يُحفظ هذا لك على كل أجهزتك. لا يراه أحد غيرك. ما تختاره هنا يبقى إلى أن تختار غيره.
level-automatic = كما يناسب الغرفة
level-automatic-now = الآن: { $level }.
level-name-everything = كل شيء
level-name-mentions = الإشارات
level-name-nothing = لا شيء
level-name-hidden = مخفية
level-does-everything = تُبلَّغ بكل رسالة.
level-does-mentions = تُبلَّغ حين يشير أحد إليك أو إلى الغرفة. تُعَدّ الرسائل الأخرى بجانب الغرفة.
level-does-nothing = لا تُبلَّغ بشيء. تبقى الغرفة في الشريط الجانبي بلا أعداد.
level-does-hidden = لا تُبلَّغ بشيء، وتغادر الغرفة الشريط الجانبي. تجدها باسمها وفي قائمة الغرف.

## إشعارات النظام في متصفح واحد

notifications-title = الإشعارات في هذا المتصفح
notifications-allow = تشغيل الإشعارات
notifications-default = متوقفة. يمكن إبلاغك بالرسائل الجديدة بينما Hark مفتوح في لسان آخر أو خلف نافذة أخرى. سيسألك متصفحك إن كان يُسمح له بذلك.
notifications-granted = تعمل. تُبلَّغ بالرسائل الجديدة بينما Hark مفتوح وأنت لا تنظر إلى غرفتها. ما تُبلَّغ به يُختار في كل غرفة. لإيقافها غيّر ذلك حيث يحفظ متصفحك ما يُسمح به لهذه الصفحة.
notifications-denied = طُلب من متصفحك ألا يدع Hark يبلغك، ولا يستطيع Hark أن يسأل ثانية. لتُبلَّغ غيّر ذلك حيث يحفظ متصفحك ما يُسمح به لهذه الصفحة.
notifications-unsupported = لا يستطيع هذا المتصفح إبلاغك هنا. يلزم متصفح فيه إشعارات، وعنوان يبدأ بـ https.
notifications-no-script = تحتاج الإشعارات إلى JavaScript.

## الأشخاص والدعوات

people-title = الأشخاص
people-invites = الدعوات
people-invites-text = من يفتح رابط دعوة يصبح من أهل هذا الخادم.
people-new-invite = دعوة جديدة
people-uses = لكم شخص
people-uses-wrong = اكتب عددًا من 1 إلى 1,000.
people-days = صالحة لمدة
people-days-count = { $count ->
    [zero] لا أيام
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
people-create = إنشاء رابط دعوة
people-revoke = إبطال
people-link = رابط الدعوة
people-link-text = انسخه الآن: يُعرض هذه المرة فقط.
people-uses-left = { $count ->
    [zero] لم تعد لأحد
    [one] لشخص واحد بعد
    [two] لشخصين بعد
    [few] لـ { $count } أشخاص بعد
    [many] لـ { $count } شخصًا بعد
   *[other] لـ { $count } شخص بعد
}
people-until = حتى { $when } · أنشأها { $by }
people-about = { $email } · { $since }
people-since = هنا منذ { $day }

role-owner = مالك
role-admin = مدير
role-moderator = مشرف
role-member = عضو
role-guest = ضيف

## إدارة الخادم

admin-title = إدارة هذا الخادم
admin-manage = إدارة
admin-manage-of = إدارة: { $name }
admin-banned-tag = محظور
admin-silenced-tag = ممنوع من الكتابة
admin-role-title = الدور
admin-change-role = تغيير الدور
admin-silence-title = المنع من الكتابة
admin-silence-text = من مُنع من الكتابة يستطيع القراءة فقط.
admin-silence-for = المدة
admin-silence = بدء المنع
admin-unsilence = إنهاء المنع
admin-silence-until = ينتهي المنع: { $when }
admin-minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
admin-hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
admin-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
admin-ban-title = الحظر
admin-ban-text = يُسجَّل خروجه فورًا من كل مكان ولا يستطيع الدخول ثانية. تتوقف الدعوات التي أنشأها. ويبقى ما كتبه.
admin-ban = حظر { $name }
admin-lift-text = هذا الشخص محظور. بعد رفع الحظر يسجل الدخول كما كان.
admin-lift = رفع الحظر
admin-sessions-title = أماكن تسجيل دخوله
admin-no-sessions = لم يسجل الدخول في أي مكان.
admin-sign-out = تسجيل خروجه من كل مكان
admin-step-text = يُطلب من هذا الشخص رمز بعد كلمة المرور. إن فقد تطبيقه ورموز الاسترداد فأزل ذلك، بعد أن تتأكد أنه هو من يطلب.
admin-take-off-step = عدم طلب الرموز
admin-audit-title = سجل التدقيق
admin-audit-text = ما جرى، الأحدث أولًا. لا يتغير فيه شيء؛ ويبيّن hark admin audit --verify هل هو سليم.
admin-audit-older = سجلات أقدم
admin-audit-by = بواسطة: { $name }
admin-audit-to = على: { $name }
admin-audit-room = الغرفة { $number }
admin-deed-server-claimed = صار للخادم مالك
admin-deed-signed-in = تسجيل دخول
admin-deed-sign-in-failed = تسجيل دخول فاشل
admin-deed-session-ended = خروج من متصفح واحد
admin-deed-sessions-ended = خروج من كل مكان
admin-deed-password-changed = تغيير كلمة المرور
admin-deed-second-step-on = فُعّلت الرموز
admin-deed-second-step-off = عُطّلت الرموز
admin-deed-recovery-codes-made = أُنشئت رموز استرداد
admin-deed-recovery-code-used = تسجيل دخول برمز استرداد
admin-deed-passkey-added = أُضيف مفتاح مرور
admin-deed-passkey-removed = أُزيل مفتاح مرور
admin-deed-reset-made = إنشاء رابط لكلمة مرور جديدة
admin-deed-role-changed = تغيير الدور
admin-deed-banned = حظر
admin-deed-ban-lifted = رفع الحظر
admin-deed-silenced = ضبط المنع من الكتابة
admin-deed-room-made = إنشاء غرفة
admin-deed-room-changed = تغيير غرفة
admin-deed-room-archived = أرشفة غرفة
admin-deed-room-unarchived = إعادة فتح غرفة
admin-deed-member-removed = إزالة من غرفة
admin-deed-message-removed = إزالة رسالة
admin-deed-report-decided = البتّ في بلاغ
admin-deed-invite-made = إنشاء دعوة
admin-deed-invite-used = انضمام بدعوة
admin-deed-invite-revoked = إبطال دعوة

## البلاغات

report-title = الإبلاغ عن رسالة
report-back = العودة إلى الرسالة
report-message = الرسالة
report-text = سيراها من يديرون هذا الخادم مع ما قيل حولها، وسيعرفون أنك أنت من أبلغ عنها. ولن يُخبَر كاتبها.
report-reason = ما المشكلة فيها؟
report-reason-hint = يمكن تركه فارغًا.
report-send = إرسال البلاغ
report-sent = أبلغت عن هذه الرسالة: { $when }
report-sent-text = سينظر فيها من يديرون هذا الخادم. ولن يُخبَر كاتبها.
report-too-long = لا يتسع هنا أكثر من 500 محرف.
report-control = في النص محارف لا يمكن إرسالها.
report-too-many = أبلغت كثيرًا في الساعة الماضية. عد لاحقًا.
report-reports = البلاغات
report-reports-waiting = البلاغات: { NUMBER($count) }
report-reports-text = رسائل طلب الأعضاء النظر فيها. لا يرى أحد البلاغات عما كتبه هو.
report-waiting = بالانتظار
report-none-wait = لا شيء بالانتظار.
report-decided = ما بُتّ فيه
report-older = بلاغات أقدم
report-open = فتح
report-open-number = فتح البلاغ { $number }
report-of = رسالة من { $name }
report-by = أبلغ عنها { $name }: { $when }
report-room = في غرفة { $name }
report-direct = في غرفة مباشرة
report-lines = ما قيل
report-lines-text = كما كان حين أُبلغ عنه.
report-lines-gone = لم يعد محفوظًا.
report-meant = مُبلَّغ عنها
report-outcome-title = ما آل إليه الأمر
report-outcome-label = النتيجة
report-outcome-text = تُعطى المهلة والحظر من صفحة الكاتب. قل هنا ما آل إليه الأمر.
report-author = إدارة { $name }
report-choose = اختر
report-outcome-removed = أُزيلت الرسالة
report-outcome-silenced = الكاتب في مهلة
report-outcome-banned = حُظر الكاتب
report-outcome-dismissed = لا مشكلة فيها
report-note = ملاحظة
report-note-hint = لغيرك ممن يديرون هذا الخادم. يمكن تركها فارغة.
report-decide = البتّ
report-decided-by = { $name }: { $when }
report-not-silenced = الكاتب ليس في مهلة. ابدأ واحدة من صفحته أولًا.
report-not-banned = الكاتب غير محظور. احظره من صفحته أولًا.

## الغرف

rooms-rooms = الغرف
rooms-new-room = غرفة جديدة
rooms-back-to-chat = العودة إلى المحادثة
rooms-no-rooms = لا غرف بعد. أنشئ الأولى.
rooms-brought-to-none = لست في أي غرفة بعد. على أحدهم أن يضيفك إلى واحدة.
rooms-yours = غرفك
rooms-others = غرف مفتوحة يمكنك الانضمام إليها
rooms-no-others = أنت في كل الغرف المفتوحة.
rooms-join = انضمام
rooms-open = فتح
rooms-closed-tag = مغلقة
rooms-archived-tag = مؤرشفة
rooms-name = الاسم
rooms-name-empty = اكتب اسمًا.
rooms-name-too-long = أطول من 64 محرفًا.
rooms-name-control = فيه محارف لا يمكن أن تكون في اسم.
rooms-topic = الموضوع
rooms-topic-hint = ما يدور الحديث عنه هنا. يمكن أن يبقى فارغًا.
rooms-slow-title = الوضع البطيء
rooms-slow-label = ينتظر كل عضو بين الرسائل
rooms-slow-hint = تُحسب الردود أيضًا. لا ينتظر المشرفون ومن فوقهم.
rooms-slow-save = ضبط الوضع البطيء
rooms-slow-off = متوقف
rooms-slow-seconds = { $count ->
    [zero] { $count } ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $count } ثوانٍ
    [many] { $count } ثانية
   *[other] { $count } ثانية
}
rooms-topic-empty = اكتب موضوعًا.
rooms-topic-too-long = أطول من 250 محرفًا.
rooms-topic-control = فيه محارف لا يمكن أن تكون في موضوع.
rooms-who-may-join = من يمكنه الانضمام
rooms-access-open = أي شخص على هذا الخادم
rooms-access-closed = من يضيفهم عضو فقط
rooms-create = إنشاء الغرفة
rooms-settings = إعدادات الغرفة
rooms-save = حفظ
rooms-saved = حُفظ.
rooms-members = الأعضاء
rooms-members-count = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}
rooms-about = { $topic } · { $members }
rooms-add-member = إضافة شخص
rooms-add = إضافة
rooms-remove = إزالة
rooms-everybody-is-here = كل من على هذا الخادم في هذه الغرفة.
rooms-you = أنت
rooms-choose-level = اختر ما تُبلَّغ به من هذه الغرفة
rooms-leave = مغادرة هذه الغرفة
rooms-leave-text-open = يمكنك الانضمام ثانية متى شئت.
rooms-leave-text-closed = لتعود يجب أن يضيفك عضو.
rooms-archive = أرشفة هذه الغرفة
rooms-archive-text = لا يستطيع أحد الكتابة هنا بعد ذلك. يبقى كل شيء مقروءًا، ويمكنك فتحها ثانية.
rooms-unarchive = فتح هذه الغرفة ثانية
rooms-unarchive-text = هذه الغرفة مؤرشفة: يمكن قراءتها لا الكتابة فيها.

## البحث

search-search = بحث
search-title = { $query } · بحث
search-field = البحث في الرسائل
search-older = رسائل أقدم
search-found = الرسائل، الأحدث أولًا
search-nothing = لم يُعثر على شيء
search-nothing-text = جرّب كلمات أقل أو جزءًا من كلمة، أو أزل مرشّحًا. تجد ما قيل في الغرف التي أنت فيها.
search-nothing-older = لا شيء أقدم
search-behind = بعض ما كُتب الآن لا يمكن العثور عليه بعد. ابحث ثانية بعد قليل.
search-newest-only = لا كلمة في ما تبحث عنه. بُحث في أحدث 20,000 رسالة فقط.
search-go = انتقال
search-help = ما يمكنك كتابته
search-day-in = الانتقال إلى يوم في { $room }
search-no-person = لا أحد هنا اسمه «{ $name }».
search-no-room = لست في غرفة اسمها «{ $name }».
search-left-out-empty = تُرك «{ $piece }»: لا شيء فيه.
search-left-out-unknown = تُرك «{ $piece }»: لا مرشّح كهذا.
search-left-out-not-a-day = تُرك «{ $piece }»: يُكتب اليوم هكذا ‎2026-01-31.
search-left-out-too-much = تُرك «{ $piece }»: ما قبله كثير.
search-example-part = الرسائل التي فيها هذه الكلمة أو جزؤها
search-example-phrase = هذه الكلمات تمامًا وبهذا الترتيب
search-example-not = بلا هذه الكلمة. علامة الطرح تعكس أي مرشّح
search-example-from = من Ann. رسائلك أنت: ‎from:me
search-example-in = في هذه الغرفة
search-example-has = فيها عنوان على الويب، فيها شيفرة
search-example-days = في فبراير 2026
search-example-unread = ما لم تقرأه
search-example-mentions = فيها @ واسمك

## صفحة السلاسل

following-title = السلاسل
following-list = السلاسل التي تتابعها، الأحدث ردًا أولًا
following-none = لا تتابع أي سلسلة بعد
following-none-text = حين ترد في سلسلة، أو يرد عليك أحد، أو يُشار إليك فيها، تُدرج هنا مع ما جدّ فيها.
following-none-older = لا سلاسل أقدم
following-older = سلاسل أقدم
following-new-count = جديد: { NUMBER($count) }
following-many = جديد: ‎99+
following-new-and-mention = جديد: { NUMBER($count) }، مع إشارة إليك
following-many-and-mention = جديد: ‎99+، مع إشارة إليك

## ما يقوله الناس عن أنفسهم، في صفحة الحساب.

about-status-title = الحالة
about-status = ما الذي تفعله
about-status-hint = يراها من يشاركك غرفة. يمكنك أن تبدأ برمز تعبيري: 🌴 في إجازة
about-status-ends = تنتهي
about-set-status = تعيين الحالة
about-clear-status = مسحها
about-status-too-long = لا تزيد الحالة عن 60 حرفًا.
about-status-empty = لا شيء يُرى في هذا.
about-status-control = الحالة سطر واحد من نص عادي.
about-ends-never = أبدًا
about-ends-half-hour = بعد 30 دقيقة
about-ends-hour = بعد ساعة
about-ends-four-hours = بعد 4 ساعات
about-ends-today = في نهاية اليوم
about-ends-week = في نهاية هذا الأسبوع
about-ends-at = تنتهي: { $moment }
about-zone-title = المنطقة الزمنية
about-zone = أين ساعتك
about-zone-hint = يرى من يشاركك غرفة كم الساعة عندك إذا كانت تختلف عن ساعته.
about-zone-none = لا أذكرها
about-receipts-title = إيصالات القراءة
about-receipts = إظهار إلى أين قرأت
about-receipts-hint = في الغرف المباشرة فقط. من لا يُظهرها لا يراها عند الآخرين.

## What the pages say about codes from an app.

steps-title = رموز عند تسجيل الدخول
steps-manage = إعداد الرموز
steps-is-on = مفعّلة. بعد كلمة المرور يُطلب منك رمز من تطبيقك.
steps-is-off = معطّلة. من يعرف كلمة مرورك يستطيع الدخول باسمك.
steps-off-title = تفعيل الرموز
steps-off-text = يعرض تطبيق على هاتفك رمزا جديدا كل نصف دقيقة. تكتبه بعد كلمة المرور عند تسجيل الدخول، فلا تفتح كلمة المرور وحدها شيئا.
steps-prepare = متابعة
steps-prepare-title = أعطِ هذا لتطبيقك
steps-prepare-text = اقرأ الصورة بتطبيق لمثل هذه الرموز، أو اكتب المفتاح فيه. ثم أدخل رمزا منه. لا يتغير شيء قبل ذلك.
steps-picture = المفتاح صورةً لكاميرا هاتفك
steps-secret = المفتاح
steps-open-app = افتحه في تطبيق على هذا الجهاز
steps-shown-code = الرمز الذي يعرضه تطبيقك الآن
steps-turn-on = تفعيل الرموز
steps-on-title = الرموز مطلوبة
steps-on-text = عند تسجيل الدخول يُطلب منك رمز من تطبيقك بعد كلمة المرور.
steps-since = منذ { $day }
steps-codes-left = { $count ->
    [zero] لم يبق أي رمز استرداد ({ $count }).
    [one] بقي رمز استرداد واحد.
    [two] بقي رمزا استرداد.
    [few] بقيت { $count } رموز استرداد.
    [many] بقي { $count } رمز استرداد.
   *[other] بقي { $count } رمز استرداد.
}
steps-change-title = تغيير
steps-change-text = تحل رموز الاسترداد الجديدة محل القديمة. تعطيل الرموز يسجّل خروجك من كل مكان آخر.
steps-renew-codes = إنشاء رموز استرداد جديدة
steps-turn-off = تعطيل الرموز
steps-turned-off = لم تعد الرموز مطلوبة. سُجّل خروجك من كل مكان آخر.
steps-recovery-used = سجّلت الدخول برمز استرداد، وقد استُهلك. إن فقدت التطبيق فعطّل الرموز ثم فعّلها من جديد.
steps-codes-title = رموز الاسترداد
steps-codes-text = الرموز مطلوبة عند تسجيل الدخول. إن فقدت تطبيقك عمل كل من هذه بدل رمز مرة واحدة. اطبعها أو احفظها مع كلمات مرورك: لا تُعرض إلا هذه المرة.
steps-codes-kept = حفظتها

## What the pages say about passkeys.

passkeys-title = مفاتيح المرور
passkeys-manage = إدارة مفاتيح المرور
passkeys-hint = بمفتاح المرور تسجّل الدخول بما يفتح جهازك: بصمة أو وجه أو رقم سري. لا يمكن تخمينه ولا إفشاؤه.
passkeys-sign-in = تسجيل الدخول بمفتاح مرور
passkeys-list = مفاتيح مرورك
passkeys-text = كل منها يسجّل دخولك بلا كلمة مرور وبلا رمز.
passkeys-none = ليس لديك أي منها بعد.
passkeys-add-title = إضافة مفتاح مرور
passkeys-add = إضافة مفتاح مرور
passkeys-name = اسمه
passkeys-name-hint = لتعرفه لاحقا: الهاتف أو المفتاح الذي يحفظه.
passkeys-name-wrong = اكتب اسما لا يزيد على 64 حرفا.
passkeys-made = أُضيف: { $day }
passkeys-never-used = لم يُستعمل بعد
passkeys-remove = إزالة
passkeys-remove-of = إزالة: { $name }
passkeys-added = أُضيف مفتاح المرور. يمكنك تسجيل الدخول به من الآن.
passkeys-removed = أُزيل مفتاح المرور. لم يعد أحد يستطيع الدخول به.
passkeys-refused = لم يُقبل مفتاح المرور هذا. لم يتغير شيء. أعد المحاولة.
passkeys-not-taken = لم يُقبل مفتاح المرور هذا. أعد المحاولة أو سجّل الدخول بكلمة المرور.
passkeys-failed = لم يعطِ متصفحك أي مفتاح مرور. أعد المحاولة أو سجّل الدخول بكلمة المرور.
passkeys-failed-new = لم يُنشئ متصفحك أي مفتاح مرور. لم يتغير شيء. أعد المحاولة.
passkeys-known = لدى هذا الجهاز مفتاح مرور لحسابك من قبل.
passkeys-unreachable = لا يمكن الوصول إلى الخادم من هنا. أعد المحاولة.
passkeys-unsupported = ليس في هذا المتصفح مفاتيح مرور.
passkeys-not-here = تحتاج مفاتيح المرور إلى خادم يُفتح باسمه عبر https. أنت تفتح هذا الخادم بطريقة أخرى.
passkeys-too-many = لديك أقصى عدد ممكن من مفاتيح المرور. أزل واحدا لتضيف آخر.
passkeys-no-script = تحتاج مفاتيح المرور إلى JavaScript.
