//! The regions in which ACK runs, and how their endpoints are called.
//!
//! Ids and endpoints as the official SDK (`@alicloud/cs20151215` 7.2.0) and the metadata of the
//! aliyun CLI have them; names as the console shows them. A region that is not listed can be
//! typed all the same.

/// A region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Its id.
    pub id: &'static str,
    /// Its name in English; its id, where no name is known.
    pub english: &'static str,
    /// Its name in Chinese; its id, where no name is known.
    pub chinese: &'static str,
}

/// Every listed region, by continent and then as the console orders them.
pub static REGIONS: &[Region] = &[
    region("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）"),
    region("cn-shanghai", "China (Shanghai)", "华东2（上海）"),
    region("cn-nanjing", "China (Nanjing)", "华东5（南京）"),
    region("cn-fuzhou", "China (Fuzhou)", "华东6（福州）"),
    region("cn-wuhan-lr", "China (Wuhan)", "华中1（武汉）"),
    region("cn-zhengzhou-jva", "China (Zhengzhou)", "郑州"),
    region("cn-qingdao", "China (Qingdao)", "华北1（青岛）"),
    region("cn-beijing", "China (Beijing)", "华北2（北京）"),
    region("cn-zhangjiakou", "China (Zhangjiakou)", "华北3（张家口）"),
    region("cn-huhehaote", "China (Hohhot)", "华北5（呼和浩特）"),
    region("cn-wulanchabu", "China (Ulanqab)", "华北6（乌兰察布）"),
    region("cn-zhongwei", "China (Zhongwei)", "中卫"),
    region("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）"),
    region("cn-heyuan", "China (Heyuan)", "华南2（河源）"),
    region("cn-guangzhou", "China (Guangzhou)", "华南3（广州）"),
    region("cn-chengdu", "China (Chengdu)", "西南1（成都）"),
    region("cn-hongkong", "China (Hong Kong)", "中国香港"),
    region("ap-northeast-1", "Japan (Tokyo)", "日本（东京）"),
    region("ap-northeast-2", "South Korea (Seoul)", "韩国（首尔）"),
    region("ap-southeast-1", "Singapore", "新加坡"),
    region("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）"),
    region("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）"),
    region("ap-southeast-7", "Thailand (Bangkok)", "泰国（曼谷）"),
    unnamed("ap-southeast-8"),
    region("us-west-1", "US (Silicon Valley)", "美国（硅谷）"),
    region("us-east-1", "US (Virginia)", "美国（弗吉尼亚）"),
    region("us-southeast-1", "US (Atlanta)", "美国（亚特兰大）"),
    region("na-south-1", "Mexico", "墨西哥"),
    region("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）"),
    region("eu-west-1", "UK (London)", "英国（伦敦）"),
    unnamed("eu-west-2"),
    region("me-east-1", "UAE (Dubai)", "阿联酋（迪拜）"),
    region("me-central-1", "Saudi Arabia (Riyadh)", "沙特（利雅得）"),
    region("cn-hangzhou-finance", "China (Hangzhou) Finance", "华东1 金融云"),
    region("cn-shanghai-finance-1", "China (Shanghai) Finance", "华东2 金融云"),
    region("cn-shenzhen-finance-1", "China (Shenzhen) Finance", "华南1 金融云"),
    region("cn-beijing-finance-1", "China (Beijing) Finance", "华北2 金融云"),
    region("cn-north-2-gov-1", "China (Beijing) Government", "华北2 政务云"),
    unnamed("cn-heyuan-acdr-1"),
    unnamed("cn-wulanchabu-gic-1"),
];

/// The regions without an endpoint of their own: the central one answers for them.
pub static CENTRAL_ONLY: &[&str] = &[
    "ap-northeast-2-pop",
    "cn-beijing-finance-pop",
    "cn-beijing-gov-1",
    "cn-beijing-nu16-b01",
    "cn-edge-1",
    "cn-fujian",
    "cn-haidian-cm12-c01",
    "cn-hangzhou-bj-b01",
    "cn-hangzhou-internal-prod-1",
    "cn-hangzhou-internal-test-1",
    "cn-hangzhou-internal-test-2",
    "cn-hangzhou-internal-test-3",
    "cn-hangzhou-test-306",
    "cn-hongkong-finance-pop",
    "cn-qingdao-nebula",
    "cn-shanghai-et15-b01",
    "cn-shanghai-et2-b01",
    "cn-shanghai-inner",
    "cn-shanghai-internal-test-1",
    "cn-shenzhen-inner",
    "cn-shenzhen-st4-d01",
    "cn-shenzhen-su18-b01",
    "cn-wuhan",
    "cn-yushanfang",
    "cn-zhangbei",
    "cn-zhangbei-na61-b01",
    "cn-zhangjiakou-na62-a01",
    "cn-zhengzhou-nebula-1",
    "eu-west-1-oxs",
    "rus-west-1-pop",
];

/// The listed region of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.id == id)
}

const fn region(id: &'static str, english: &'static str, chinese: &'static str) -> Region {
    Region { id, english, chinese }
}

const fn unnamed(id: &'static str) -> Region {
    region(id, id, id)
}

#[cfg(test)]
mod tests {
    use super::{CENTRAL_ONLY, REGIONS, find};
    use crate::core::acs::ApiEndpoint;

    #[test]
    fn every_region_has_an_endpoint_and_stands_once() {
        for (number, region) in REGIONS.iter().enumerate() {
            let endpoint = ApiEndpoint::of_region(region.id).unwrap();
            assert_eq!(endpoint.as_str(), format!("https://cs.{}.aliyuncs.com", region.id));
            let inside = ApiEndpoint::of_region_in_vpc(region.id).unwrap();
            assert_eq!(inside.as_str(), format!("https://cs-anony-vpc.{}.aliyuncs.com", region.id));
            assert!(!REGIONS[..number].contains(region), "{} stands twice", region.id);
            assert!(!CENTRAL_ONLY.contains(&region.id));
        }
        assert_eq!(find("cn-hangzhou").unwrap().chinese, "华东1（杭州）");
        assert_eq!(find("cn-nowhere"), None);
    }

    #[test]
    fn the_central_endpoint_answers_for_regions_without_one() {
        for id in CENTRAL_ONLY {
            assert_eq!(ApiEndpoint::of_region(id).unwrap(), ApiEndpoint::default());
        }
    }
}
