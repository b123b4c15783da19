// go get github.com/alibabacloud-go/cs-20151215/v7/client
package main

import (
	"fmt"
	"log"
	"os"

	cs "github.com/alibabacloud-go/cs-20151215/v7/client"
	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/tea/tea"
)

func main() {
	config := &openapi.Config{}
	config.AccessKeyId = tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
	config.AccessKeySecret = tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
	if token := os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN"); token != "" {
		config.SecurityToken = tea.String(token)
	}
	config.Endpoint = tea.String("cs.cn-hangzhou.aliyuncs.com")
	client, err := cs.NewClient(config)
	if err != nil {
		log.Fatal(err)
	}
	request := &cs.DescribeClusterUserKubeconfigRequest{}
	request.PrivateIpAddress = tea.Bool(false)
	response, err := client.DescribeClusterUserKubeconfig(tea.String("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7"), request)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(tea.StringValue(response.Body.Config))
}
