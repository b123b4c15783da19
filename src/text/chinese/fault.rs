//! A fault of the program itself.

use crate::text::fault::FaultWords;

pub(super) const FAULT: FaultWords = FaultWords {
    heading: "ACK Kubeconfig 出现内部错误",
    meaning: "程序自身出错，在以下位置中断。已写入的文件不会丢失：文件要么完整写入，要么保持原样。\
              当前文档、设置和已输入的内容都还在，正在进行的操作可能需要重新发起。",
    report: "反馈问题时请附上以上信息，其中不含密钥和 kubeconfig 内容。",
    place: "位置",
    version: "版本",
    log: "日志",
    no_log: "未保存日志",
    go_on: "继续",
    copy: "复制报告",
    close: "关闭窗口",
    copied: "报告已复制到剪贴板",
    window_gone: |place, log| {
        format!("窗口已关闭：程序出现内部错误（{place}）。已写入的文件不会丢失。日志：{log}")
    },
};
