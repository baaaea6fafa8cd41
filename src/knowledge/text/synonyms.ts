import type { SynonymGroups } from '../../domain/desk.ts';

/**
 * What people at work call the same thing, a group a line, English and Chinese together, so that a question in one
 * language finds an article in the other. A desk adds its own groups; these are only the ones that hold everywhere.
 */
const BUILT_IN = `
password, passcode, passphrase, pwd, 密码, 口令
log in, login, logon, log on, sign in, signin, 登录, 登陆
log out, logout, logoff, log off, sign out, signout, 注销, 退出登录
mfa, 2fa, two factor authentication, multi factor authentication, two step verification, authenticator, otp, 双因素认证, 双重验证, 多因素认证, 二次验证
vpn, virtual private network, 虚拟专用网
wifi, wlan, wireless, wireless network, 无线, 无线网, 无线网络
network, internet, connection, 网络, 联网, 上网
disconnect, drop, 断开, 断线, 掉线
email, mail, e-mail, message, 邮件, 电子邮件, 邮箱
mailbox, inbox, 邮箱, 收件箱
printer, 打印机
print, printing, 打印
scan, scanner, 扫描, 扫描仪
computer, pc, laptop, notebook, machine, workstation, 电脑, 计算机, 笔记本, 笔记本电脑
phone, mobile, smartphone, cellphone, cell phone, iphone, android, 手机, 电话
screen, monitor, display, 屏幕, 显示器
keyboard, 键盘
mouse, trackpad, touchpad, 鼠标
software, application, app, program, 软件, 应用, 程序, 应用程序
install, setup, set up, 安装
uninstall, 卸载
update, upgrade, patch, 更新, 升级
delete, remove, erase, get rid of, clear, discard, 删除, 误删, 移除, 清除
disable, turn off, deactivate, switch off, stop, prevent, 禁用, 关闭, 停用
enable, turn on, activate, switch on, 启用, 开启, 激活
create, add, insert, introduce, 新建, 创建, 添加, 增加
change, modify, edit, alter, adjust, 修改, 更改, 编辑, 变更
rename, 重命名, 改名
move, transfer, migrate, relocate, 移动, 转移, 迁移
copy, duplicate, clone, 复制
restore, recover, undelete, retrieve, 恢复, 还原, 找回
reset, 重置, 重设
restart, reboot, 重启, 重新启动
block, ban, blacklist, 屏蔽, 阻止
hide, conceal, invisible, 隐藏
share, sharing, 共享, 分享
download, save, 下载, 保存
upload, attach, 上传
attachment, attached file, 附件
backup, back up, 备份
synchronize, sync, synchronise, 同步
file, document, doc, 文件, 文档
folder, directory, 文件夹, 目录
spreadsheet, sheet, worksheet, excel, 表格, 电子表格
presentation, slide, powerpoint, 演示文稿, 幻灯片
picture, photo, image, photograph, pic, 图片, 照片
video, clip, movie, 视频
link, url, hyperlink, web address, 链接, 网址
website, site, webpage, web page, page, 网站, 网页
browser, 浏览器
account, profile, 账户, 账号, 帐号
user, username, user name, 用户, 用户名
permission, access, right, privilege, authorization, 权限, 访问
lock, locked, 锁定
unlock, 解锁
slow, sluggish, lag, laggy, 慢, 很慢, 卡顿
freeze, hang, crash, unresponsive, 死机, 卡死, 崩溃
error, fault, failure, fail, 错误, 失败, 报错
certificate, cert, 证书
meeting, conference, 会议
calendar, schedule, 日历, 日程
contact, address book, 联系人, 通讯录
group, distribution list, mailing list, 群组, 邮件列表
search, look up, 搜索, 查找, 搜, 找不到, 查不到
sort, order, arrange, 排序
filter, rule, 过滤, 筛选, 规则
shortcut, hotkey, keyboard shortcut, key combination, 快捷键
notification, alert, notice, notify, 通知, 提醒
sound, audio, speaker, headset, 声音, 音频, 耳机
microphone, mic, 麦克风
camera, webcam, 摄像头
disk, drive, storage, hard drive, 磁盘, 硬盘, 存储
space, 空间
full, out of space, low space, 满, 满了, 已满, 不足, 不够
charge, charging, charger, 充电, 充电器, 充不了电, 充不上电, 充不进电
dock, docking station, 扩展坞, 拓展坞
encrypt, encryption, bitlocker, 加密
virus, malware, 病毒, 恶意软件
spam, junk, junk mail, phishing, 垃圾邮件, 钓鱼
lost, stolen, missing, 丢失, 被盗
invoice, bill, billing, 发票, 账单
request, order, apply, 申请
expire, expired, expiry, 过期, 到期
export, 导出
import, 导入
convert, conversion, transform, 转换
format, formatting, style, 格式, 样式
convert, turn into, 转换
automatically, automatic, automated, auto, 自动
temporary, temporarily, 临时
view, display, show, see, 查看, 显示
send, forward, 发送, 转发
receive, get, 接收, 收到
reply, respond, answer, 回复
subscribe, follow, 订阅, 关注
unsubscribe, unfollow, 取消订阅
private, privacy, confidential, 隐私, 私有
merge, combine, join, unite, 合并
split, separate, divide, 拆分
number, count, amount, quantity, 数量
color, colour, 颜色
text, font, letter, 文字, 字体
default, 默认
background, wallpaper, 背景, 壁纸
limit, restrict, maximum, quota, 限制, 上限
track, monitor, trace, 跟踪, 追踪
date, day, time, period, 日期, 时间
delay, postpone, put off, later, timer, 延迟, 推迟, 定时
position, place, location, point, spot, 位置, 地点
subtitle, caption, transcript, transcription, 字幕
owner, ownership, own, 所有者
done, finished, completed, complete, 完成
statistics, analytics, analysis, traffic, 统计, 分析
size, big, large, small, 大小
several, multiple, more than one, many, additional, 多个
`;

export const builtInSynonyms: SynonymGroups = BUILT_IN.trim()
  .split('\n')
  .map((line) => line.split(',').map((entry) => entry.trim()));
