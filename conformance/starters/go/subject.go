// A subject for Assay: the program between the harness and your payment integration.
//
//	assay lint  --subject 'stdio:go run subject.go'     does it speak the protocol?
//	assay check --subject 'stdio:go run subject.go'     is the integration right?
//
// The upper half is a very small integration of the generic provider. Replace it by calls of your own code, method by
// method. It does what first integrations do, and leaves out what they leave out: `assay check` says what that is.
// The lower half speaks the protocol and can stay as it is. It needs Go 1.18 or newer, and no module.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"
)

// What you declare here you are held to; what you leave out is not asked for. The words are in PROTOCOL.md.
var capabilities = []string{"card", "manual_capture"}

type object = map[string]any

type money struct {
	Minor    string `json:"minor"`
	Currency string `json:"currency"`
}

type order struct {
	Reference string `json:"reference"`
	Amount    money  `json:"amount"`
}

type shop struct {
	ShopID       string `json:"shopId"`
	Active       string `json:"active"`
	Environments map[string]struct {
		BaseURL    string `json:"baseUrl"`
		Credential struct {
			APIKey string `json:"apiKey"`
		} `json:"credential"`
	} `json:"environments"`
}

type answer struct {
	ID       string `json:"id"`
	Status   string `json:"status"`
	Balances struct {
		Authorized int64 `json:"authorized"`
		Captured   int64 `json:"captured"`
		Refunded   int64 `json:"refunded"`
	} `json:"balances"`
	Action struct {
		URL string `json:"url"`
	} `json:"action"`
}

type payment struct {
	id, shopID, environment string
	order                   order
	provider                *answer
}

var shops = map[string]shop{}
var payments = map[string]*payment{}

func initialize(json.RawMessage) (object, error) {
	return object{
		"outcome":         "ok",
		"protocolVersion": "2026-12",
		"subject":         object{"name": "my shop", "version": "1", "language": "Go"},
		"provider":        "generic",
		"capabilities":    capabilities,
	}, nil
}

// The merchant sets up the shop: an account per environment, and the one it trades in.
func configure(params json.RawMessage) (object, error) {
	var configured shop
	if err := json.Unmarshal(params, &configured); err != nil {
		return nil, err
	}
	shops[configured.ShopID] = configured
	return object{"outcome": "ok"}, nil
}

// A customer checks out.
func createPayment(params json.RawMessage) (object, error) {
	var asked struct {
		ShopID    string `json:"shopId"`
		CommandID string `json:"commandId"`
		Order     order  `json:"order"`
		Method    struct {
			Kind string          `json:"kind"`
			Card json.RawMessage `json:"card"`
		} `json:"method"`
		Capture   string `json:"capture"`
		ReturnURL string `json:"returnUrl"`
	}
	if err := json.Unmarshal(params, &asked); err != nil {
		return nil, err
	}
	made := &payment{
		id:     fmt.Sprintf("payment-%d", len(payments)+1),
		shopID: asked.ShopID,
		// The payment remembers where it was made; the shop may trade elsewhere tomorrow.
		environment: shops[asked.ShopID].Active,
		order:       asked.Order,
	}
	payments[made.id] = made
	amount, err := amountOf(asked.Order.Amount)
	if err != nil {
		return nil, err
	}
	body := object{
		"amount":      amount,
		"captureMode": map[bool]string{true: "automatic", false: "manual"}[asked.Capture == "now"],
		"reference":   asked.Order.Reference,
		"returnUrl":   asked.ReturnURL,
	}
	if asked.Method.Kind == "card" {
		body["card"] = asked.Method.Card
	}
	return perform(made, "/v1/payments", body, asked.CommandID), nil
}

// A sales person captures all that is held.
func capture(params json.RawMessage) (object, error) {
	var asked struct {
		PaymentID string `json:"paymentId"`
		CommandID string `json:"commandId"`
		Amount    *money `json:"amount"`
	}
	if err := json.Unmarshal(params, &asked); err != nil {
		return nil, err
	}
	found := payments[asked.PaymentID]
	if found == nil || found.provider == nil {
		return object{"outcome": "failed", "code": "payment.not_known", "paymentId": asked.PaymentID}, nil
	}
	if asked.Amount != nil {
		// What was not declared above is answered like this, and nothing is sent.
		return object{"outcome": "unsupported", "reason": "captures of a part"}, nil
	}
	return perform(found, "/v1/payments/"+found.provider.ID+"/captures", object{}, asked.CommandID), nil
}

// What our own records say. The provider must not be asked here.
func getPayment(params json.RawMessage) (object, error) {
	var asked struct {
		PaymentID string `json:"paymentId"`
	}
	if err := json.Unmarshal(params, &asked); err != nil {
		return nil, err
	}
	found := payments[asked.PaymentID]
	if found == nil {
		return object{"outcome": "failed", "code": "payment.not_found"}, nil
	}
	known := found.provider
	if known == nil {
		known = &answer{Status: "unknown"}
	}
	told := object{
		"paymentId":   found.id,
		"shopId":      found.shopID,
		"environment": found.environment,
		"state":       known.Status,
		"currency":    found.order.Amount.Currency,
		"amount":      found.order.Amount.Minor,
		"authorized":  strconv.FormatInt(known.Balances.Authorized, 10),
		"captured":    strconv.FormatInt(known.Balances.Captured, 10),
		"refunded":    strconv.FormatInt(known.Balances.Refunded, 10),
	}
	if known.ID != "" {
		told["providerReference"] = known.ID
	}
	return object{"outcome": "ok", "payment": told}, nil
}

func amountOf(amount money) (object, error) {
	minor, err := strconv.ParseInt(amount.Minor, 10, 64)
	return object{"minor": minor, "currency": amount.Currency}, err
}

var client = http.Client{
	Timeout: 10 * time.Second,
	// A redirect would carry the credential to wherever it points.
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// Asks the provider where the payment was made, and says what came of it.
func perform(about *payment, path string, body object, commandID string) object {
	// No readable answer: it may have happened. Never call this a failure.
	unknown := func(why string) object { return object{"outcome": "unknown", "why": why, "paymentId": about.id} }
	account := shops[about.shopID].Environments[about.environment]
	encoded, err := json.Marshal(body)
	if err != nil {
		return object{"outcome": "failed", "code": "order.invalid", "paymentId": about.id}
	}
	request, err := http.NewRequest("POST", account.BaseURL+path, bytes.NewReader(encoded))
	if err != nil {
		return object{"outcome": "failed", "code": "config.invalid", "paymentId": about.id}
	}
	request.Header.Set("content-type", "application/json")
	request.Header.Set("authorization", "Bearer "+account.Credential.APIKey)
	// The same click has the same key, so that the provider does it once.
	request.Header.Set("idempotency-key", about.shopID+"-"+commandID)
	response, err := client.Do(request)
	if err != nil {
		return unknown("no answer")
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if response.StatusCode >= 400 && response.StatusCode < 500 {
		return object{"outcome": "failed", "code": fmt.Sprintf("provider.%d", response.StatusCode), "paymentId": about.id}
	}
	if err != nil || response.StatusCode < 200 || response.StatusCode >= 300 {
		return unknown(fmt.Sprintf("status %d", response.StatusCode))
	}
	var told answer
	if err := json.Unmarshal(text, &told); err != nil || told.ID == "" || told.Status == "" {
		return unknown("unreadable")
	}
	about.provider = &told
	switch told.Status {
	case "declined":
		return object{"outcome": "declined", "paymentId": about.id}
	case "action_required":
		action := object{"kind": "redirect", "url": told.Action.URL}
		return object{"outcome": "action_required", "paymentId": about.id, "action": action}
	default:
		return object{"outcome": "ok", "paymentId": about.id}
	}
}

// --- The protocol: one JSON message per line. ----------------------------------------------------------------------

var methods = map[string]func(json.RawMessage) (object, error){
	"initialize":    initialize,
	"configure":     configure,
	"createPayment": createPayment,
	"capture":       capture,
	"getPayment":    getPayment,
	"shutdown":      func(json.RawMessage) (object, error) { return object{"outcome": "ok"}, nil },
}

func main() {
	// Standard output is for the protocol. A stray Println would break it, so it goes to standard error from here on.
	out := os.Stdout
	os.Stdout = os.Stderr
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var request struct {
			ID     int64           `json:"id"`
			Method string          `json:"method"`
			Params json.RawMessage `json:"params"`
		}
		if err := json.Unmarshal(line, &request); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		reply := object{"jsonrpc": "2.0", "id": request.ID}
		if method := methods[request.Method]; method == nil {
			reply["error"] = object{"code": -32601, "message": "no method " + request.Method}
		} else if result, err := method(request.Params); err != nil {
			reply["error"] = object{"code": -32603, "message": err.Error()}
		} else {
			reply["result"] = result
		}
		encoded, err := json.Marshal(reply)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(out, "%s\n", encoded)
		if request.Method == "shutdown" {
			return
		}
	}
}
