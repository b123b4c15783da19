//! The view of a document's text, in Chinese.

use crate::text::format::thousands;
use crate::text::viewer::ViewerWords;

pub(super) const VIEWER: ViewerWords = ViewerWords {
    name: "kubeconfig 内容",
    reveal: "显示",
    hide: "隐藏",
    hide_in: |seconds| format!("隐藏 · {seconds} 秒"),
    unfold: |bytes| format!("显示全部 {} 字节", thousands(bytes)),
    fold: "收起",
    copy: "复制所选内容",
    select_all: "全选",
    private_key: |bytes| format!("私钥，{} 字节", thousands(bytes)),
    secret: |bytes| format!("机密，{} 字节", thousands(bytes)),
    bytes: |bytes| format!("{} 字节", thousands(bytes)),
    find: "查找",
    found: |which, count, more| {
        let more = if more { "+" } else { "" };
        match which {
            Some(which) => {
                format!("第 {} 项，共 {}{more} 项", thousands(which + 1), thousands(count))
            }
            None if count == 0 => "无结果".to_owned(),
            None => format!("共 {}{more} 项", thousands(count)),
        }
    },
    next: "下一个匹配项",
    previous: "上一个匹配项",
    close: "关闭查找",
    line: "转到行",
    line_of: |last| format!("1 到 {}", thousands(last)),
    wrap: "自动换行",
};
