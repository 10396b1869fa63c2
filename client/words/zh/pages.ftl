# 只由服务器绘制的页面上的文字。

## 文档

shell-scripts-failed = 您可以阅读，但不能聊天：此页面有一部分没有加载。请重新加载。

## 出了问题时：发生了什么，保留了什么，可以做什么

problem-home = 返回首页
problem-not-found = 这里什么也没有
problem-not-found-text = 地址可能有误，或者原来的内容已不存在，或不对您开放。
problem-forbidden = 您不能这样做
problem-forbidden-text = 没有任何更改。此服务器的所有者可以帮忙。
problem-foreign = 这不是从此服务器的页面发来的
problem-foreign-text = 没有任何更改。请打开此服务器自己的页面再操作。
problem-bad-request = 服务器无法理解
problem-bad-request-text = 没有任何更改。请返回重试。
problem-archived = 此房间已归档
problem-archived-text = 可以阅读，不能书写。没有任何更改。
problem-too-much = 已没有空位
problem-too-much-text = 没有任何更改。
problem-busy = 服务器繁忙
problem-busy-text = 没有任何更改。请返回，稍后再试。
problem-too-fast = 操作太快了
problem-too-fast-text = 没有任何更改。请返回，稍等片刻再试。
problem-storage = 服务器现在无法保存任何内容
problem-storage-text = 它的磁盘已满或出现故障。仍可阅读，已保存的内容不会丢失。
problem-internal = 服务器出了问题
problem-internal-text = 这不是您的错。如果再次发生，请把代码 { $id } 告诉服务器的管理者。
problem-not-built = 页面的样式和脚本尚未构建
problem-not-built-text = 请用 cargo leptos build 构建服务器。

## 账户

account-title = 您的账户
account-name-title = 名字
account-picture-title = 头像
account-picture = 您设备上的图片
account-picture-hint = PNG、JPEG、WebP 或 GIF，最大 10 MB。显示其中间部分，尺寸较小。文件中的其他信息，例如拍摄地点，不会保留。
account-change-picture = 使用这张图片
account-remove-picture = 移除您的图片
account-picture-too-big = 此文件超过 10 MB。请选择小一些的。
account-picture-too-many-pixels = 此图片超过 2500 万像素。请缩小后重试。
account-picture-unreadable = 此文件无法作为图片读取。请选择 PNG、JPEG、WebP 或 GIF 文件。
account-look-title = 外观
account-look-text = 保存在此浏览器中。您的其他设备可以有各自的选择。
account-language = 语言
account-language-browser = 与浏览器一致
account-theme = 主题
account-theme-system = 与系统一致
account-theme-light = 浅色
account-theme-dark = 深色
account-contrast = 对比度
account-contrast-system = 与系统一致
account-contrast-more = 高
account-density = 密度
account-density-roomy = 宽松
account-density-compact = 紧凑：一屏显示更多消息
account-password-title = 密码
account-current-password = 当前密码
account-change-password = 更改密码
account-password-text = 更改后，您在其他地方都会退出登录。通行密钥会保留。
account-password-wrong = 这不是您的当前密码。
account-password-saved = 密码已更改。您在其他地方都已退出登录。
account-sessions-title = 您的登录位置
account-this-one = 当前
account-end = 退出登录
account-end-of = 退出登录：{ $browser }
account-last-used = 上次使用：{ $when }
account-sign-out = 在此退出登录
account-sign-out-everywhere = 在所有地方退出登录
account-unknown-browser = 某个浏览器

## 私信

direct-title = 新私信
direct-direct = 私信
direct-hint = 最多选择七人。同样的人总是在同一个房间相聚，之后无法再添加任何人。
direct-who = 和谁
direct-start = 开始
direct-alone = 此服务器上还没有其他人。
direct-message = 发消息
direct-nobody-chosen = 请选择一个人。
direct-too-many = 最多选择七人。人更多时，请新建房间。

## 进入：首次运行、登录、邀请、新密码

entry-name = 您的名字
entry-name-hint = 其他人看到的名字。以后可以更改。
entry-email = 电子邮箱
entry-email-hint = 用它登录。Hark 从不发送邮件。
entry-password = 密码
entry-password-hint = 至少 8 个字符。几个不相关的词就很好。
entry-new-password = 新密码
entry-first-run-title = 让此服务器归您所有
entry-first-run-text = 您将成为它的所有者：邀请他人并照看它。您的第一个房间已准备好。
entry-first-run-button = 开始
entry-unclaimed-title = 此服务器还没有所有者
entry-unclaimed-text = Hark 启动时，在监听地址下方打印了一个链接。打开该链接即可成为所有者。
entry-sign-in-title = 登录
entry-sign-in-button = 登录
entry-sign-in-help = 没有账户，或忘了密码？请向此服务器的所有者要一个链接。
entry-code-title = 还差一步
entry-code-text = 密码正确。现在请证明是您本人。
entry-code = 验证码
entry-code-hint = 您的应用为此服务器显示的六位数字，或您的一个恢复码。
entry-code-help = 应用和恢复码都没有了？此服务器的所有者可以为您的账户取消这一步。
entry-signed-out = 您已退出登录。
entry-password-again = 错误的验证码太多。请重新用密码登录。
entry-password-changed = 密码已更改。请用新密码登录。
entry-join-title = 您受到邀请
entry-join-button = 加入
entry-invited-by = { $name } 邀请您来这里聊天。请告诉我们您是谁。
entry-reset-title = 设置新密码
entry-reset-button = 保存
entry-reset-for = 为 { $name } 设置。您将在所有地方退出登录，通行密钥也会被移除。
entry-link-title = 此链接无效
entry-link-text = 它可能不完整、已用过或已过期。请向给您链接的人要一个新的。
entry-wrong-sign-in = 邮箱和密码不匹配。
entry-wrong-code = 此验证码错误或已用过。请等下一个。
entry-banned = 您不能再使用此服务器。管理者可以告诉您原因。
entry-wait-minutes = 尝试次数过多。请等 { NUMBER($count) } 分钟再试。您的密码没有改变。
entry-wait-hours = 尝试次数过多。请等 { NUMBER($count) } 小时再试。您的密码没有改变。
entry-wait-elsewhere = 您以前登录过的浏览器不用等待。
entry-busy = 现在登录的人很多。请稍后再试。
entry-email-wrong = 这看起来不像电子邮箱地址。
entry-email-taken = 此服务器上已有人使用这个地址。
entry-password-short = 少于 8 个字符。
entry-password-long = 超过 1,024 字节。
entry-password-guessable = 这是最先会被猜到的密码之一，请换一个。

## 房间会通知您什么

level-title = 通知范围
level-back = 返回房间
level-save = 保存
level-everywhere = 此选择为您保存，在您的所有设备上有效。其他人看不到。在您另作选择之前一直有效。
level-automatic = 随房间而定
level-automatic-now = 目前：{ $level }。
level-name-everything = 全部
level-name-mentions = 提及
level-name-nothing = 不通知
level-name-hidden = 隐藏
level-does-everything = 每条消息都通知您。
level-does-mentions = 有人提及您或整个房间时通知您。其他消息在房间旁计数。
level-does-nothing = 不通知您。房间留在侧栏中，不显示计数。
level-does-hidden = 不通知您，房间也不在侧栏中显示。您可以按名称或在房间列表中找到它。

## 浏览器中的系统通知

notifications-title = 此浏览器中的通知
notifications-allow = 打开通知
notifications-default = 已关闭。当 Hark 在另一个标签页或窗口后面打开时，可以通知您有新消息。浏览器会询问您是否允许。
notifications-granted = 已打开。当 Hark 打开而您没有在看该房间时，会通知您有新消息。通知什么在每个房间中选择。要关闭，请在浏览器保存此页面权限的地方更改。
notifications-denied = 您的浏览器被设为不让 Hark 通知您，Hark 也不能再次询问。要收到通知，请在浏览器保存此页面权限的地方更改。
notifications-unsupported = 此浏览器在这里无法通知您。需要支持通知的浏览器，以及以 https 开头的地址。
notifications-no-script = 通知需要 JavaScript。

## 成员和邀请

people-title = 成员
people-invites = 邀请
people-invites-text = 打开邀请链接的人会成为此服务器的成员。
people-new-invite = 新邀请
people-uses = 可供几人使用
people-uses-wrong = 请填写 1 到 1,000 之间的数字。
people-days = 有效期
people-days-count = { NUMBER($count) } 天
people-create = 生成邀请链接
people-revoke = 撤销
people-link = 邀请链接
people-link-text = 请现在复制：它只显示这一次。
people-uses-left = 还可供 { NUMBER($count) } 人使用
people-until = 有效期至 { $when } · 由 { $by } 创建
people-about = { $email } · { $since }
people-since = { $day } 加入

role-owner = 所有者
role-admin = 管理员
role-moderator = 版主
role-member = 成员
role-guest = 访客

## 管理服务器

admin-title = 管理此服务器
admin-manage = 管理
admin-manage-of = 管理：{ $name }
admin-banned-tag = 已封禁
admin-silenced-tag = 禁言中
admin-role-title = 角色
admin-change-role = 更改角色
admin-silence-title = 禁言
admin-silence-text = 被禁言的人可以阅读，但不能发言。
admin-silence-for = 多长时间
admin-silence = 开始禁言
admin-unsilence = 结束禁言
admin-silence-until = 禁言结束：{ $when }
admin-minutes = { NUMBER($count) } 分钟
admin-hours = { NUMBER($count) } 小时
admin-days = { NUMBER($count) } 天
admin-ban-title = 封禁
admin-ban-text = 此人会立即在各处退出登录，且不能再登录。其创建的邀请会失效。其写下的内容会保留。
admin-ban = 封禁 { $name }
admin-lift-text = 此人已被封禁。解除封禁后可照常登录。
admin-lift = 解除封禁
admin-sessions-title = 登录位置
admin-no-sessions = 没有在任何地方登录。
admin-sign-out = 在各处退出其登录
admin-step-text = 此人输入密码后还要输入验证码。如果应用和恢复码都丢失了，可以取消；请先确认确实是本人提出的。
admin-take-off-step = 不再要求验证码
admin-audit-title = 审计日志
admin-audit-text = 发生过的事，最新的在前。其中的内容从不更改；hark admin audit --verify 可检验其是否完整。
admin-audit-older = 更早的记录
admin-audit-by = 操作者：{ $name }
admin-audit-to = 对象：{ $name }
admin-audit-room = 房间 { $number }
admin-deed-server-claimed = 服务器有了所有者
admin-deed-signed-in = 登录
admin-deed-sign-in-failed = 登录失败
admin-deed-session-ended = 在一个浏览器退出登录
admin-deed-sessions-ended = 在各处退出登录
admin-deed-password-changed = 更改密码
admin-deed-second-step-on = 开启了验证码
admin-deed-second-step-off = 关闭了验证码
admin-deed-recovery-codes-made = 生成了恢复码
admin-deed-recovery-code-used = 用恢复码登录
admin-deed-passkey-added = 添加了通行密钥
admin-deed-passkey-removed = 移除了通行密钥
admin-deed-reset-made = 生成新密码链接
admin-deed-role-changed = 更改角色
admin-deed-banned = 封禁
admin-deed-ban-lifted = 解除封禁
admin-deed-silenced = 设置禁言
admin-deed-room-made = 创建房间
admin-deed-room-changed = 更改房间
admin-deed-room-archived = 归档房间
admin-deed-room-unarchived = 重新开放房间
admin-deed-member-removed = 移出房间
admin-deed-message-removed = 移除消息
admin-deed-report-decided = 处理举报
admin-deed-invite-made = 创建邀请
admin-deed-invite-used = 通过邀请加入
admin-deed-invite-revoked = 撤销邀请

## 举报

report-title = 举报消息
report-back = 返回消息
report-message = 消息
report-text = 管理此服务器的人会看到这条消息、它前后的内容，以及是您举报的。作者不会得知。
report-reason = 它有什么问题？
report-reason-hint = 可以留空。
report-send = 发送举报
report-sent = 您已举报这条消息：{ $when }
report-sent-text = 管理此服务器的人会查看它。作者不会得知。
report-too-long = 这里最多 500 个字符。
report-control = 其中有无法发送的字符。
report-too-many = 您在过去一小时内举报了很多。请稍后再来。
report-reports = 举报
report-reports-waiting = 举报：{ NUMBER($count) }
report-reports-text = 成员请人查看的消息。没有人能看到针对自己所写内容的举报。
report-waiting = 待处理
report-none-wait = 没有待处理的举报。
report-decided = 已处理
report-older = 更早的举报
report-open = 打开
report-open-number = 打开举报 { $number }
report-of = { $name } 的消息
report-by = 举报者 { $name }：{ $when }
report-room = 在房间 { $name }
report-direct = 在私信中
report-lines = 所说的内容
report-lines-text = 举报时的样子。
report-lines-gone = 已不再保存。
report-meant = 被举报
report-outcome-title = 处理结果
report-outcome-label = 结果
report-outcome-text = 禁言和封禁在作者的页面上进行。请在这里说明结果。
report-author = 管理 { $name }
report-choose = 请选择
report-outcome-removed = 消息已移除
report-outcome-silenced = 作者已被禁言
report-outcome-banned = 作者已被封禁
report-outcome-dismissed = 没有问题
report-note = 备注
report-note-hint = 给其他管理此服务器的人看。可以留空。
report-decide = 确定
report-decided-by = { $name }：{ $when }
report-not-silenced = 作者未被禁言。请先在其页面上禁言。
report-not-banned = 作者未被封禁。请先在其页面上封禁。

## 房间

rooms-rooms = 房间
rooms-new-room = 新建房间
rooms-back-to-chat = 返回聊天
rooms-no-rooms = 还没有房间。来创建第一个。
rooms-brought-to-none = 您还不在任何房间里。需要有人把您加进去。
rooms-yours = 您的房间
rooms-others = 您可以加入的开放房间
rooms-no-others = 您已在所有开放房间中。
rooms-join = 加入
rooms-open = 打开
rooms-closed-tag = 不公开
rooms-archived-tag = 已归档
rooms-name = 名称
rooms-name-empty = 请填写名称。
rooms-name-too-long = 超过 64 个字符。
rooms-name-control = 其中有名称不能使用的字符。
rooms-topic = 主题
rooms-topic-hint = 在这里聊什么。可以留空。
rooms-slow-title = 慢速模式
rooms-slow-label = 每位成员在两条消息之间等待
rooms-slow-hint = 回复也算在内。版主及以上角色无需等待。
rooms-slow-save = 设置慢速模式
rooms-slow-off = 关闭
rooms-slow-seconds = { NUMBER($count) } 秒
rooms-topic-empty = 请填写主题。
rooms-topic-too-long = 超过 250 个字符。
rooms-topic-control = 其中有主题不能使用的字符。
rooms-who-may-join = 谁可以加入
rooms-access-open = 此服务器上的任何人
rooms-access-closed = 只有成员添加的人
rooms-create = 创建房间
rooms-settings = 房间设置
rooms-save = 保存
rooms-saved = 已保存。
rooms-members = 成员
rooms-members-count = { NUMBER($count) } 位成员
rooms-about = { $topic } · { $members }
rooms-add-member = 添加成员
rooms-add = 添加
rooms-remove = 移除
rooms-everybody-is-here = 此服务器上的所有人都在此房间中。
rooms-you = 您
rooms-choose-level = 选择此房间通知您什么
rooms-leave = 离开此房间
rooms-leave-text-open = 您随时可以再次加入。
rooms-leave-text-closed = 要回来，需要由成员添加您。
rooms-archive = 归档此房间
rooms-archive-text = 谁都不能再在这里书写。所有内容仍可阅读，您也可以重新开放它。
rooms-unarchive = 重新开放此房间
rooms-unarchive-text = 此房间已归档：可以阅读，不能书写。

## 搜索

search-search = 搜索
search-title = { $query } · 搜索
search-field = 搜索消息
search-older = 更早的消息
search-found = 消息，最新的在前
search-nothing = 没有找到
search-nothing-text = 试试更少的词或词的一部分，或去掉一个筛选条件。您能找到所在房间里说过的话。
search-nothing-older = 没有更早的了
search-behind = 刚刚写下的一些内容还找不到。请稍后再搜索。
search-newest-only = 您要找的内容里没有词。只搜索了最新的 20,000 条消息。
search-go = 前往
search-help = 可以怎样写
search-day-in = 前往 { $room } 中的某一天
search-no-person = 这里没有叫“{ $name }”的人。
search-no-room = 您不在名为“{ $name }”的房间中。
search-left-out-empty = “{ $piece }”已略去：其中没有内容。
search-left-out-unknown = “{ $piece }”已略去：没有这样的筛选条件。
search-left-out-not-a-day = “{ $piece }”已略去：日期要写成 2026-01-31 这样。
search-left-out-too-much = “{ $piece }”已略去：前面的内容太多。
search-example-part = 含有这个词或其一部分的消息
search-example-phrase = 恰好是这些词，按此顺序
search-example-not = 不含这个词。减号会反转任何筛选条件
search-example-from = 由 Ann 所写。您自己的：from:me
search-example-in = 在此房间中
search-example-has = 含有网址，含有代码
search-example-days = 在 2026 年 2 月
search-example-unread = 您尚未读的
search-example-mentions = 含有 @ 和您的名字

## 消息列页面

following-title = 消息列
following-list = 您关注的消息列，最新回复在前
following-none = 您还没有关注消息列
following-none-text = 当您在消息列中回复、有人回复您或在其中提及您时，它会列在这里，并显示其中的新内容。
following-none-older = 没有更早的消息列
following-older = 更早的消息列
following-new-count = { NUMBER($count) } 条新回复
following-many = 99+ 条新回复
following-new-and-mention = { NUMBER($count) } 条新回复，其中提及您
following-many-and-mention = 99+ 条新回复，其中提及您

## 人们在账户页面上对自己的说明。

about-status-title = 状态
about-status = 您在做什么
about-status-hint = 与您同在一个房间的人可以看到。可以用表情开头：🌴 度假中
about-status-ends = 结束时间
about-set-status = 设置状态
about-clear-status = 清除
about-status-too-long = 状态最多 60 个字符。
about-status-empty = 这里没有可以显示的内容。
about-status-control = 状态是一行纯文本。
about-ends-never = 从不
about-ends-half-hour = 30 分钟后
about-ends-hour = 1 小时后
about-ends-four-hours = 4 小时后
about-ends-today = 今天结束时
about-ends-week = 本周结束时
about-ends-at = 结束于：{ $moment }
about-zone-title = 时区
about-zone = 您的所在时区
about-zone-hint = 如果时间不同，与您同在一个房间的人就能看到您那里的时间。
about-zone-none = 不说明
about-receipts-title = 已读回执
about-receipts = 显示我读到哪里
about-receipts-hint = 仅用于私聊房间。不显示的人也看不到别人的。

## What the pages say about codes from an app.

steps-title = 登录验证码
steps-manage = 设置验证码
steps-is-on = 已开启。输入密码后还要输入应用里的验证码。
steps-is-off = 已关闭。知道您密码的人都能以您的身份登录。
steps-off-title = 开启验证码
steps-off-text = 手机上的应用每半分钟显示一个新验证码。登录时在密码之后输入它，这样只有密码是不够的。
steps-prepare = 继续
steps-prepare-title = 把它交给您的应用
steps-prepare-text = 用此类验证码应用扫描图片，或把密钥输入应用。然后输入它显示的验证码。在此之前什么都不会改变。
steps-picture = 供手机摄像头扫描的密钥图片
steps-secret = 密钥
steps-open-app = 在此设备的应用中打开
steps-shown-code = 应用现在显示的验证码
steps-turn-on = 开启验证码
steps-on-title = 登录需要验证码
steps-on-text = 登录时，输入密码后还要输入应用里的验证码。
steps-since = 自 { $day } 起
steps-codes-left = 还剩 { NUMBER($count) } 个恢复码。
steps-change-title = 更改
steps-change-text = 新的恢复码会取代旧的。关闭验证码会让您在其他各处退出登录。
steps-renew-codes = 生成新的恢复码
steps-turn-off = 关闭验证码
steps-turned-off = 登录不再需要验证码。您已在其他各处退出登录。
steps-recovery-used = 您用恢复码登录了，该码已失效。如果应用没有了，请先关闭再重新开启验证码。
steps-codes-title = 恢复码
steps-codes-text = 登录时需要验证码。应用丢失时，下面每个恢复码可以代替验证码使用一次。请打印或与密码放在一起：它们只显示这一次。
steps-codes-kept = 我已保存

## What the pages say about passkeys.

passkeys-title = 通行密钥
passkeys-manage = 管理通行密钥
passkeys-hint = 用通行密钥，您可以用解锁设备的方式登录：指纹、面容或锁屏密码。它无法被猜到，也不会泄露。
passkeys-sign-in = 用通行密钥登录
passkeys-list = 您的通行密钥
passkeys-text = 其中任何一个都能让您无需密码和验证码登录。
passkeys-none = 您还没有。
passkeys-add-title = 添加通行密钥
passkeys-add = 添加通行密钥
passkeys-name = 名称
passkeys-name-hint = 便于您辨认：保存它的手机或安全密钥。
passkeys-name-wrong = 请输入不超过 64 个字符的名称。
passkeys-made = 添加于：{ $day }
passkeys-never-used = 尚未使用
passkeys-remove = 移除
passkeys-remove-of = 移除：{ $name }
passkeys-added = 通行密钥已添加。从现在起您可以用它登录。
passkeys-removed = 通行密钥已移除。再也不能用它登录。
passkeys-refused = 未接受此通行密钥。没有任何改变。请重试。
passkeys-not-taken = 未接受此通行密钥。请重试，或用密码登录。
passkeys-failed = 浏览器没有提供通行密钥。请重试，或用密码登录。
passkeys-failed-new = 浏览器没有创建通行密钥。没有任何改变。请重试。
passkeys-known = 此设备已有您账户的通行密钥。
passkeys-unreachable = 从这里无法连接到服务器。请重试。
passkeys-unsupported = 此浏览器不支持通行密钥。
passkeys-not-here = 通行密钥只能用于通过 https 以名称访问的服务器。您目前是以其他方式访问的。
passkeys-too-many = 您的通行密钥已达到上限。请先移除一个再添加。
passkeys-no-script = 通行密钥需要 JavaScript。
