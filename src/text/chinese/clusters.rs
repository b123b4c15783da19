//! Clusters and their list, in Chinese.

use crate::core::acs::ApiServerEndpoint;
use crate::core::clusters::Obstacle;
use crate::text::clusters::{ClusterWords, ColumnWords};

pub(super) const CLUSTERS: ClusterWords = ClusterWords {
    obstacle,
    state,
    edition,
    heading: "集群",
    side: "凭据与集群",
    refresh: "刷新",
    listing: "正在列出…",
    count: |count, regions| format!("{regions} 个地域共 {count} 个"),
    count_matching: |matching, count| format!("共 {count} 个，匹配 {matching} 个"),
    as_of: |age| format!("{age}前的列表"),
    filter: "按名称、ID 或地域筛选",
    no_match: "没有匹配的集群。",
    not_told: |regions| format!("有 {regions} 个地域未能列出。"),
    gone: "已消失",
    gone_hint: "此集群之前在列表中，现在没有了：可能已被删除，或当前身份无权查看。",
    has_endpoints: |endpoints| format!("端点：{endpoints}"),
    no_such_endpoint: "此集群没有这种端点",
    other_endpoint: |asked| match asked {
        ApiServerEndpoint::Private => "没有公网端点，将获取内网端点",
        ApiServerEndpoint::Public => "没有内网端点，将获取公网端点",
    },
    private_only_inside: "内网地址只能在 VPC 内访问",
    choose_several: "勾选多个，可一次全部获取",
    choose_all: |count| format!("全选 {count} 个"),
    choose_none: "清除",
    get_many: |count| format!("获取 {count} 个 kubeconfig"),
    columns: ColumnWords {
        name: "名称",
        id: "ID",
        region: "地域",
        state: "状态",
        edition: "版型",
        version: "版本",
        nodes: "节点数",
        endpoints: "端点",
    },
    endpoints: |[public, private]| match (public, private) {
        (true, true) => "公网、内网",
        (true, false) => "公网",
        (false, true) => "内网",
        (false, false) => "无",
    },
    none: "当前凭据看不到任何集群。",
    unusable: |count| format!("有 {count} 个集群没有可用的 ID，未列出"),
    missing: |count| format!("服务端统计的数量比返回的多 {count} 个，列表可能不完整"),
    one_by_one: |why| format!("无法一次列出所有地域的集群（{why}），已改为逐个地域查询"),
    not_listed: |regions, why| format!("未能列出：{}（{why}）", regions.join("、")),
};

fn obstacle(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::BeingCreated => "集群正在创建，还没有 kubeconfig。",
        Obstacle::NotCreated => "集群创建失败，没有 kubeconfig。",
        Obstacle::NotCreatedInTime => "集群创建超时并已放弃，没有 kubeconfig。",
        Obstacle::NotConnected => "集群已注册但从未接入，还没有 kubeconfig。",
        Obstacle::Disconnected => "注册集群已断开连接，恢复之前没有 kubeconfig。",
        Obstacle::Unavailable => "集群当前不可用，没有 kubeconfig。",
        Obstacle::BeingDeleted => "集群正在删除，不再提供 kubeconfig。",
        Obstacle::Deleted => "集群已删除，不再提供 kubeconfig。",
        Obstacle::NotDeleted => "集群删除中途失败，不再提供 kubeconfig。",
    }
}

/// The console's words; what it has none for stays as the service says it.
fn state(state: &str) -> &str {
    match state {
        "initial" => "创建中",
        "failed" => "创建失败",
        "running" => "运行中",
        "updating" => "更新中",
        "updating_failed" => "更新失败",
        "upgrading" => "升级中",
        "scaling" => "伸缩中",
        "removing" => "移除节点中",
        "draining" => "排水中",
        "waiting" => "等待接入",
        "disconnected" => "已断开",
        "unavailable" => "不可用",
        "inactive" => "未激活",
        "stopping" => "停止中",
        "stopped" => "已停止",
        "deleting" => "删除中",
        "deleted" => "已删除",
        "delete_failed" => "删除失败",
        other => other,
    }
}

fn edition(edition: &str) -> &str {
    match edition {
        "Pro" => "Pro 版",
        "Standard" => "基础版",
        "Dedicated" => "专有版",
        "Edge" => "边缘版",
        "Lingjun" => "灵骏版",
        "Registered" => "注册集群",
        other => other,
    }
}
