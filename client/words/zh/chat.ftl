# 聊天页面上的文字。简短平实，不用感叹号。

## 页面

chat-title = { $title } · Hark
chat-title-meant = ({ NUMBER($meant) }) { $title } · Hark
chat-skip-to-composer = 跳到输入框
chat-skip-to-messages = 跳到消息
chat-announce = { $author }：{ $text }
chat-announce-many = { NUMBER($count) } 条新消息

## 时间

time-today = 今天
time-yesterday = 昨天
time-tomorrow = 明天
time-weekday-0 = 星期日
time-weekday-1 = 星期一
time-weekday-2 = 星期二
time-weekday-3 = 星期三
time-weekday-4 = 星期四
time-weekday-5 = 星期五
time-weekday-6 = 星期六
time-month-1 = 1月
time-month-2 = 2月
time-month-3 = 3月
time-month-4 = 4月
time-month-5 = 5月
time-month-6 = 6月
time-month-7 = 7月
time-month-8 = 8月
time-month-9 = 9月
time-month-10 = 10月
time-month-11 = 11月
time-month-12 = 12月
time-day = { $month }{ NUMBER($date) }日 { $weekday }
time-day-of-year = { NUMBER($year) }年{ $month }{ NUMBER($date) }日 { $weekday }
time-moment = { $day } { $time }

## 并列的名字

names-between = 、
names-last = 和

## 侧栏

sidebar-rooms = 房间
sidebar-new-room = 新建房间
sidebar-browse = 浏览房间
sidebar-direct = 私信
sidebar-new-direct = 新私信
sidebar-people = 成员
sidebar-unread = 未读消息：
sidebar-unread-threads = 未读消息列：
sidebar-threads-with-mention = 提及您的消息列：
sidebar-mentions = 提及您：

## 按名称前往房间或页面

switcher-title = 前往
switcher-label = 前往房间、某人或页面
switcher-hint = 前往…
switcher-forward-hint = 转发到…
switcher-list = 房间、人员和页面
switcher-unread = 未读
switcher-search = 搜索消息
switcher-search-for = 在消息中搜索“{ $asked }”
switcher-account = 您的账户

## 房间顶部

header-rooms = 所有房间
header-search = 在此房间中搜索
header-level = 通知范围
header-settings = 房间设置
header-who = 谁在这里
header-members = { NUMBER($count) } 位成员，谁在这里

## 谁在这里

here-panel = 在场的人
here-close = 关闭
here-now = 正在这里
here-count = { NUMBER($count) } 人正在这里
here-write = 给 { $name } 发消息
here-away = 离开
here-not = 不在
here-seen-now = 刚刚还在
here-seen-minutes = { $count ->
   *[other] { $count } 分钟前在线
}
here-seen-hours = { $count ->
   *[other] { $count } 小时前在线
}
here-seen-days = { $count ->
   *[other] { $count } 天前在线
}
here-clock-ahead = { $hours ->
   *[other] 当地时间 { $time }，比您早 { $hours } 小时
}
here-clock-behind = { $hours ->
   *[other] 当地时间 { $time }，比您晚 { $hours } 小时
}
here-clock-partly-ahead = 当地时间 { $time }，比您早 { $apart } 小时
here-clock-partly-behind = 当地时间 { $time }，比您晚 { $apart } 小时
here-read = 已读
here-read-by = { $names }已读

## 房间里的内容

room-messages = { $room } 中的消息
room-earlier = 更早的消息
room-unread-line = 新消息
room-to-newest = 跳到最新
room-new-messages = 有新消息 ↓
room-between = 这里只有您和{ $names }。无法再添加其他人。
room-made-by = { $name } 创建了这个房间。一切从这里开始。
room-alone = 这里只有您一个人。
room-add-people = 把人添加到此房间
room-invite = 邀请新人
room-archived-by = 此房间已由 { $name } 归档。您可以阅读。
room-left = 您已不在此房间中。这里说过的话会留在这里。
room-others = 前往您的房间

## 消息

message-removed = 此消息已移除。
message-removed-by-moderator = 已由版主移除。
message-show-more = 展开
message-show-less = 收起
message-code = 代码
message-copy = 复制
message-copy-code = 复制代码
message-code-copied = 已复制
message-edit = 编辑
message-delete = 删除
message-change = 修改消息
message-save = 保存
message-cancel = 取消
message-dismiss = 知道了
message-not-sent = 未发送。{ $why }
message-retry = 重试
message-discard = 丢弃
message-delete-title = 删除这条消息？
message-delete-text = 所有人都将看不到它。这里仍会显示曾有一条消息。
message-remove-title = 移除 { $name } 的消息？
message-remove-text = 所有人都将看不到它。这里仍会显示它由版主移除，审计日志会记下是谁。
message-remove = 移除
message-keep = 保留

## 书写

composer-to-room = 在 #{ $room } 中发消息
composer-to-people = 给{ $names }发消息
composer-send = 发送
composer-empty = 还没有可发送的内容。
composer-too-long = 一条消息放不下这么多。请分几条发送。
composer-control = 其中有无法发送的字符。请以纯文本粘贴。
composer-not-kept = 此浏览器不会在这里保存任何内容：消息发出之前请不要关闭页面。
composer-slow-seconds = 慢速模式：每 { NUMBER($count) } 秒一条消息。
composer-slow-minutes = 慢速模式：每 { NUMBER($count) } 分钟一条消息。
composer-slow-hours = 慢速模式：每 { NUMBER($count) } 小时一条消息。
composer-slow-waits = 慢速模式：您的消息正在等待，会自动发送。
composer-typing = { $people }正在输入
composer-typing-many = { NUMBER($count) } 人正在输入

## 服务器为什么没有照做

refusal-bad-request = 服务器无法理解。
refusal-not-found = 它已不在这里，或您无权查看。
refusal-forbidden = 您不能在这里这样做。
refusal-slow-mode = 此房间一次只接受一条消息。请稍等。
refusal-silenced = 您正被禁言：可以阅读，但不能发言。
refusal-archived = 此房间已归档。
refusal-conflict = 已发送了另一段文字。
refusal-rate-limited = 一次做得太多了。
refusal-limit = 已没有空位。
refusal-overloaded = 服务器繁忙。
refusal-disk-full = 服务器的磁盘已满。
refusal-disk = 服务器无法写入磁盘。
refusal-internal = 服务器出了问题。
refusal-no-connection = 没有连接。恢复连接后请重试。

## 连接

connection-connecting = 正在连接…
connection-offline = 您已离线。您写的内容会保存在这里，恢复连接后发送。
connection-waiting = 正在重新连接
connection-waiting-seconds = { NUMBER($seconds) } 秒后重新连接
connection-slow = 要发送的内容很多。Hark 会在每条消息之间稍等片刻。
connection-signed-out = 您的登录已结束。您写的内容保存在这里。
connection-banned = 您不能再使用此服务器。服务器的所有者可以告诉您原因。
connection-too-old = 此页面有新版本。您写的内容已保存。
connection-refused = 服务器已彻底关闭连接。您写的内容已保存。
connection-try-now = 立即重试
connection-reload = 重新加载页面
connection-sign-in = 重新登录

## 房间里发生了什么，末尾不加句号

notice-room-created = { $actor } 创建了此房间
notice-joined = { $member } 加入了
notice-added = { $actor } 添加了 { $member }
notice-left = { $member } 离开了
notice-removed = { $actor } 移除了 { $member }
notice-renamed = { $actor } 改名为 { $name }
notice-room-renamed = { $actor } 将房间改名为“{ $name }”
notice-topic-removed = { $actor } 删除了主题
notice-topic-changed = { $actor } 将主题改为“{ $topic }”
notice-archived = { $actor } 归档了此房间
notice-slow-on = { $actor } 开启了慢速模式
notice-slow-off = { $actor } 关闭了慢速模式
notice-unarchived = { $actor } 重新开放了此房间

## 系统通知：为什么通知

notifying-mention = { $author } 在 { $room } 中提到了您
notifying-direct = { $author } 发来新消息
notifying-everything = { $author } 在 { $room } 中发了新消息

## 置顶消息

pins-pin = 置顶
pins-unpin = 取消置顶
pins-title = 置顶消息
pins-none = 这里还没有置顶消息。用消息菜单中的“置顶”，房间里的每个人都能随时找到它。
pins-button = { $count ->
    [0] 置顶消息
   *[other] { $count } 条置顶消息
}
pins-pinned-by = 由 { $name } 置顶
pins-full = 这里已置顶 { NUMBER($most) } 条消息，这是上限。请先取消一条。
pins-not-changed = 置顶未改变。{ $why }

## 键盘一览

keys-title = 键盘快捷键
keys-close = 关闭
keys-command = Ctrl/⌘
keys-shift = Shift
keys-anywhere = 任何地方
keys-elsewhere = 不在输入时
keys-timeline = 在消息之间
keys-message = 在消息上
keys-composer = 在输入框中
keys-writing = 在您写的文字中
keys-editor = 修改消息时
keys-switch = 前往房间、某人或页面
keys-keys = 显示这些快捷键
keys-hide-people = 隐藏在场的人
keys-newest = 前往最新的消息
keys-mark-unread = 从这里标为未读
keys-above = 前往上一条消息
keys-below = 前往下一条消息
keys-send = 发送
keys-line = 另起一行
keys-edit-last = 输入框为空时，修改您的上一条消息
keys-close-thread = 在消息列中书写时，关闭该消息列
keys-strong = 粗体
keys-emphasis = 斜体
keys-code = 代码
keys-save = 保存
keys-leave = 保持原样

## 提及

mentions-list = 可以提及的人
mentions-wide = @room 会提及此房间中的每个人。在他们读到之前，每个人都会看到计数。
mentions-followers = 关注此消息列的所有人
mentions-ask-followers = 通知关注此消息列的所有人？
mentions-wide-thread = 在消息列中，@room 会提及关注它的人。房间里的其他人不会收到通知。
mentions-tell-followers = 通知他们
mentions-go-back = 返回
mentions-everybody = 此房间中的全部 { NUMBER($count) } 人
mentions-ask-others = 通知 { NUMBER($others) } 人？
mentions-tell-others = 通知 { NUMBER($others) } 人

## 消息菜单

menu-more = 更多
menu-copy-link = 复制链接
menu-copy-text = 复制文字
menu-quote = 引用
menu-forward = 转发
menu-forward-to = 将链接转发到
menu-report = 举报…
menu-remove = 移除…
menu-mark-unread = 从这里标为未读
menu-marked-unread = 已标为未读。在您回到此房间之前一直如此。
menu-text-copied = 消息文字已复制。
menu-text-not-copied = 此浏览器不允许页面复制。
menu-copied = 消息链接已复制。
menu-not-copied = 此浏览器不允许页面复制。链接在地址栏中。
menu-not-marked-unread = 未标为未读。{ $why }
menu-not-removed = 未移除。{ $why }

## 回应

reactions-react = 回应
reactions-add = 添加回应
reactions-reactions = 回应
reactions-picker = 选择回应
reactions-emoji = 表情符号
reactions-text = 或一段短文字
reactions-who = { $people }用 { $reaction } 回应
reactions-who-you = 您用 { $reaction } 回应
reactions-you = 您
reactions-others = 另外 { NUMBER($count) } 人
reactions-not-changed = 回应未改变。{ $why }
reactions-empty = 写一两个词，或选一个表情符号。
reactions-too-long = 一个回应最多 16 个字符。
reactions-control = 其中有无法发送的字符。

## 消息列

threads-thread = 消息列
threads-reply = 在消息列中回复
threads-from-thread = 在消息列中回复
threads-follow = 关注
threads-unfollow = 取消关注
threads-followed = 有新回复时，会在“消息列”中告诉您
threads-not-followed = 这里的新回复不会通知您
threads-threads = 消息列
threads-close = 关闭消息列
threads-back = 返回房间
threads-earlier = 更早的回复
threads-placeholder = 回复
threads-in-room = 同时显示在房间中
threads-loading = 正在获取消息列…
threads-missing = 无法显示此消息列。它可能在您已离开的房间中。
threads-replies = { $count ->
    [0] 没有回复
   *[other] { $count } 条回复
}
threads-last-today = 最近一条在 { $time }
threads-last-yesterday = 最近一条在昨天 { $time }
threads-last-on = 最近一条在{ $day }

## 消息的各个版本

versions-title = 此消息的版本
versions-edited = 已编辑
versions-button = 已编辑，显示各个版本
versions-loading = 正在加载…
versions-earlier = 更早的版本
versions-close = 关闭
versions-now = 现在 · { $moment }
versions-first = 最初 · { $moment }
versions-not-read = 无法读取各个版本。{ $why }
