//! Go code with `github.com/alibabacloud-go/cs-20151215`.

use super::{Call, literal};

/// The code.
pub(super) fn code(call: &Call<'_>) -> String {
    let endpoint = call.host_literal();
    let private = call.private();
    let duration =
        call.minutes().map(|n| format!("\n\trequest.TemporaryDurationMinutes = tea.Int64({n})"));
    let protocol =
        if call.plain_http() { "\n\tconfig.Protocol = tea.String(\"HTTP\")" } else { "" };
    format!(
        r#"// go get github.com/alibabacloud-go/cs-20151215/v7/client
package main

import (
	"fmt"
	"log"
	"os"

	cs "github.com/alibabacloud-go/cs-20151215/v7/client"
	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/tea/tea"
)

func main() {{
	config := &openapi.Config{{}}
	config.AccessKeyId = tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
	config.AccessKeySecret = tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
	if token := os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN"); token != "" {{
		config.SecurityToken = tea.String(token)
	}}
	config.Endpoint = tea.String({endpoint}){protocol}
	client, err := cs.NewClient(config)
	if err != nil {{
		log.Fatal(err)
	}}
	request := &cs.DescribeClusterUserKubeconfigRequest{{}}
	request.PrivateIpAddress = tea.Bool({private}){duration}
	response, err := client.DescribeClusterUserKubeconfig(tea.String({id}), request)
	if err != nil {{
		log.Fatal(err)
	}}
	fmt.Print(tea.StringValue(response.Body.Config))
}}
"#,
        duration = duration.unwrap_or_default(),
        id = literal(call.get.cluster_id.as_str()),
    )
}
