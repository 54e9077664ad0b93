/*
 * A subject for Assay: the program between the harness and your payment integration.
 *
 *     assay lint  --subject 'stdio:java subject.java'     does it speak the protocol?
 *     assay check --subject 'stdio:java subject.java'     is the integration right?
 *
 * The upper half is a very small integration of the generic provider. Replace it by calls of your own code, method by
 * method. It does what first integrations do, and leaves out what they leave out: `assay check` says what that is.
 * The lower half speaks the protocol and can stay as it is. It needs Java 17 or newer, and no library.
 */

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class Subject {
    // What you declare here you are held to; what you leave out is not asked for. The words are in PROTOCOL.md.
    static final List<Object> CAPABILITIES = List.of("card", "manual_capture");

    static final Map<String, Map<String, Object>> shops = new LinkedHashMap<>();
    static final Map<String, Payment> payments = new LinkedHashMap<>();

    static final class Payment {
        String id, shopId, environment;
        Map<String, Object> order;
        Map<String, Object> provider;
    }

    static Map<String, Object> initialize(Map<String, Object> params) {
        return object(
            "outcome", "ok",
            "protocolVersion", "2026-12",
            "subject", object("name", "my shop", "version", "1", "language", "Java"),
            "provider", "generic",
            "capabilities", CAPABILITIES);
    }

    /** The merchant sets up the shop: an account per environment, and the one it trades in. */
    static Map<String, Object> configure(Map<String, Object> params) {
        shops.put(text(params, "shopId"), params);
        return object("outcome", "ok");
    }

    /** A customer checks out. */
    static Map<String, Object> createPayment(Map<String, Object> params) {
        Payment payment = new Payment();
        payment.id = "payment-" + (payments.size() + 1);
        payment.shopId = text(params, "shopId");
        // The payment remembers where it was made; the shop may trade elsewhere tomorrow.
        payment.environment = text(shops.get(payment.shopId), "active");
        payment.order = part(params, "order");
        payments.put(payment.id, payment);
        Map<String, Object> body = object(
            "amount", amountOf(part(payment.order, "amount")),
            "captureMode", "now".equals(text(params, "capture")) ? "automatic" : "manual",
            "reference", text(payment.order, "reference"),
            "returnUrl", text(params, "returnUrl"));
        Map<String, Object> method = part(params, "method");
        if ("card".equals(text(method, "kind"))) body.put("card", method.get("card"));
        return perform(payment, "/v1/payments", body, text(params, "commandId"));
    }

    /** A sales person captures all that is held. */
    static Map<String, Object> capture(Map<String, Object> params) {
        String paymentId = text(params, "paymentId");
        Payment payment = payments.get(paymentId);
        if (payment == null || payment.provider == null) {
            return object("outcome", "failed", "code", "payment.not_known", "paymentId", paymentId);
        }
        if (params.containsKey("amount")) {
            // What was not declared above is answered like this, and nothing is sent.
            return object("outcome", "unsupported", "reason", "captures of a part");
        }
        String path = "/v1/payments/" + text(payment.provider, "id") + "/captures";
        return perform(payment, path, object(), text(params, "commandId"));
    }

    /** What our own records say. The provider must not be asked here. */
    static Map<String, Object> getPayment(Map<String, Object> params) {
        Payment payment = payments.get(text(params, "paymentId"));
        if (payment == null) return object("outcome", "failed", "code", "payment.not_found");
        Map<String, Object> amount = part(payment.order, "amount");
        boolean known = payment.provider != null;
        Map<String, Object> balances = known ? part(payment.provider, "balances") : object();
        Map<String, Object> told = object(
            "paymentId", payment.id,
            "shopId", payment.shopId,
            "environment", payment.environment,
            "state", known ? text(payment.provider, "status") : "unknown",
            "currency", text(amount, "currency"),
            "amount", text(amount, "minor"),
            "authorized", String.valueOf(balances.getOrDefault("authorized", 0)),
            "captured", String.valueOf(balances.getOrDefault("captured", 0)),
            "refunded", String.valueOf(balances.getOrDefault("refunded", 0)));
        if (known) told.put("providerReference", text(payment.provider, "id"));
        return object("outcome", "ok", "payment", told);
    }

    static Map<String, Object> amountOf(Map<String, Object> money) {
        return object("minor", Long.parseLong(text(money, "minor")), "currency", text(money, "currency"));
    }

    // It follows no redirects: one would carry the credential to wherever it points.
    static final HttpClient CLIENT = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /** Asks the provider where the payment was made, and says what came of it. */
    static Map<String, Object> perform(Payment payment, String path, Map<String, Object> body, String commandId) {
        Map<String, Object> account = part(part(shops.get(payment.shopId), "environments"), payment.environment);
        HttpRequest request = HttpRequest.newBuilder(URI.create(text(account, "baseUrl") + path))
            .timeout(Duration.ofSeconds(10))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + text(part(account, "credential"), "apiKey"))
            // The same click has the same key, so that the provider does it once.
            .header("idempotency-key", payment.shopId + "-" + commandId)
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
        Map<String, Object> told;
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status >= 400 && status < 500) {
                return object("outcome", "failed", "code", "provider." + status, "paymentId", payment.id);
            }
            if (status < 200 || status >= 300) return unknown(payment, "status " + status);
            told = part(object("answer", Json.read(answer.body())), "answer");
            if (text(told, "id") == null || text(told, "status") == null) return unknown(payment, "not a payment");
        } catch (IOException | RuntimeException error) {
            // No readable answer: it may have happened. Never call this a failure.
            return unknown(payment, error.getClass().getSimpleName());
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            return unknown(payment, "interrupted");
        }
        payment.provider = told;
        return switch (text(told, "status")) {
            case "declined" -> object("outcome", "declined", "paymentId", payment.id);
            case "action_required" -> object(
                "outcome", "action_required",
                "paymentId", payment.id,
                "action", object("kind", "redirect", "url", text(part(told, "action"), "url")));
            default -> object("outcome", "ok", "paymentId", payment.id);
        };
    }

    static Map<String, Object> unknown(Payment payment, String why) {
        return object("outcome", "unknown", "why", why, "paymentId", payment.id);
    }

    // --- The protocol: one JSON message per line. ------------------------------------------------------------------

    public static void main(String[] arguments) throws IOException {
        // Standard output is for the protocol. A stray println would break it, so it goes to standard error from here on.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<String, Object> request = part(object("request", Json.read(line)), "request");
            Map<String, Object> reply = object("jsonrpc", "2.0", "id", request.get("id"));
            reply.putAll(replyTo(text(request, "method"), part(request, "params")));
            out.print(Json.write(reply) + "\n");
            out.flush();
            if ("shutdown".equals(text(request, "method"))) return;
        }
    }

    static Map<String, Object> replyTo(String method, Map<String, Object> params) {
        try {
            return switch (method) {
                case "initialize" -> object("result", initialize(params));
                case "configure" -> object("result", configure(params));
                case "createPayment" -> object("result", createPayment(params));
                case "capture" -> object("result", capture(params));
                case "getPayment" -> object("result", getPayment(params));
                case "shutdown" -> object("result", object("outcome", "ok"));
                default -> object("error", object("code", -32601, "message", "no method " + method));
            };
        } catch (RuntimeException error) {
            error.printStackTrace();
            return object("error", object("code", -32603, "message", String.valueOf(error)));
        }
    }

    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) made.put((String) namesAndValues[at], namesAndValues[at + 1]);
        return made;
    }

    static String text(Map<String, Object> from, String name) {
        return (String) from.get(name);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> from, String name) {
        return (Map<String, Object>) from.get(name);
    }

    /** As much JSON as the protocol needs; use a library where you have one. */
    static final class Json {
        private final String source;
        private int at = 0;

        private Json(String source) {
            this.source = source;
        }

        static Object read(String source) {
            return new Json(source).value();
        }

        static String write(Object value) {
            if (value instanceof Map<?, ?> map) {
                List<String> members = new ArrayList<>();
                map.forEach((name, member) -> members.add(quoted((String) name) + ":" + write(member)));
                return "{" + String.join(",", members) + "}";
            }
            if (value instanceof List<?> list) return "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
            return value instanceof String string ? quoted(string) : String.valueOf(value);
        }

        private static String quoted(String string) {
            StringBuilder quoted = new StringBuilder("\"");
            for (char character : string.toCharArray()) {
                if (character == '"' || character == '\\') quoted.append('\\').append(character);
                else if (character < ' ') quoted.append(String.format("\\u%04x", (int) character));
                else quoted.append(character);
            }
            return quoted.append('"').toString();
        }

        private Object value() {
            char first = next();
            switch (first) {
                case '{' -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    if (skipped('}')) return map;
                    do {
                        next();
                        String name = string();
                        if (!skipped(':')) throw wrong();
                        map.put(name, value());
                    } while (skipped(','));
                    if (!skipped('}')) throw wrong();
                    return map;
                }
                case '[' -> {
                    List<Object> list = new ArrayList<>();
                    if (skipped(']')) return list;
                    do list.add(value()); while (skipped(','));
                    if (!skipped(']')) throw wrong();
                    return list;
                }
                case '"' -> {
                    return string();
                }
                default -> {
                    int start = at - 1;
                    while (at < source.length() && ",]} \t\r\n".indexOf(source.charAt(at)) < 0) at++;
                    return literal(source.substring(start, at));
                }
            }
        }

        private Object literal(String word) {
            return switch (word) {
                case "null" -> null;
                case "true" -> true;
                case "false" -> false;
                default -> word.matches("-?\\d+") ? (Object) Long.valueOf(word) : (Object) Double.valueOf(word);
            };
        }

        /** The rest of a string whose opening quotation mark has been read. */
        private String string() {
            StringBuilder read = new StringBuilder();
            while (at < source.length()) {
                char character = source.charAt(at++);
                if (character == '"') return read.toString();
                if (character != '\\') {
                    read.append(character);
                    continue;
                }
                char escaped = source.charAt(at++);
                int known = "nrtbf".indexOf(escaped);
                if (escaped == 'u') {
                    read.append((char) Integer.parseInt(source.substring(at, at + 4), 16));
                    at += 4;
                } else read.append(known < 0 ? escaped : "\n\r\t\b\f".charAt(known));
            }
            throw wrong();
        }

        private char next() {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) at++;
            if (at >= source.length()) throw wrong();
            return source.charAt(at++);
        }

        private boolean skipped(char wanted) {
            if (next() == wanted) return true;
            at--;
            return false;
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("not JSON at character " + at);
        }
    }
}
