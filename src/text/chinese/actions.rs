//! What can be done from anywhere in the window.

use crate::text::actions::ActionWords;

pub(super) const ACTIONS: ActionWords = ActionWords {
    palette: "命令面板",
    palette_hint: "输入命令，或集群的名称、ID、地域",
    nothing: "没有匹配的命令或集群",
    cluster: "集群",
    shortcuts: "键盘快捷键",
    everywhere: "全局",
    document: "当前 kubeconfig",
    lists: "列表",
    close: "关闭",
    cancel: "取消",
    show: |view| format!("显示“{view}”"),
    merge: "合并到本机 kubeconfig…",
    test_connection: "测试连接",
    go_to_line: "跳转到指定行",
    refresh: "刷新集群列表",
    renew_expiring: "续期所有即将到期的上下文",
    next_theme: "切换主题",
    move_in_list: "上下移动、翻页",
    to_the_ends: "移到第一个、最后一个",
    pick: "填入该集群的 ID",
    choose: "勾选，以便一次获取多个",
    choose_range: "从上一次勾选处选到这里",
    choose_all: "全选筛选结果",
    next_control: "下一个控件、上一个控件",
    close_or_cancel: "关闭最上层，或取消",
    zoom: "放大、缩小",
    zoom_reset: "恢复默认大小",
};
