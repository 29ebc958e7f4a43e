package io.sreagent.integrations.loki;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** As much of Loki and RFC 6455 as a tail needs: labels, the opening handshake, text frames. */
final class ScriptedSocket implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Deque<Optional<String>> script = new ArrayDeque<>(); // empty: break off
    private final List<String> requests = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private boolean refusing;

    ScriptedSocket() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    synchronized void sends(String message) {
        script.add(Optional.of(message));
    }

    synchronized void breaks() {
        script.add(Optional.empty());
    }

    synchronized void refuses() {
        refusing = true;
    }

    /** Heads of the requests for tails. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            StringBuilder head = new StringBuilder();
            String key = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                head.append(line).append('\n');
                if (line.toLowerCase().startsWith("sec-websocket-key:")) {
                    key = line.substring(line.indexOf(':') + 1).strip();
                }
                line = in.readLine();
            }
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            if (!key.isEmpty()) tail(socket, head.toString(), key, out);
            else plain(out, 200, "{\"status\":\"success\",\"data\":[\"app\",\"namespace\"]}");
        } catch (IOException | GeneralSecurityException gone) {
            // the test is over
        }
    }

    private static void plain(DataOutputStream out, int status, String body) throws IOException {
        out.write(
                ("HTTP/1.1 "
                                + status
                                + " x\r\nConnection: close\r\nContent-Length: "
                                + body.length()
                                + "\r\n\r\n"
                                + body)
                        .getBytes(UTF_8));
        out.flush();
        out.close();
    }

    private void tail(Socket socket, String head, String key, DataOutputStream out)
            throws IOException, GeneralSecurityException {
        List<Optional<String>> said = new ArrayList<>();
        synchronized (this) {
            requests.add(head);
            open.add(socket);
            while (!script.isEmpty()) {
                Optional<String> next = script.poll();
                said.add(next);
                if (next.isEmpty()) break;
            }
            if (refusing) {
                plain(out, 404, "404 page not found");
                return;
            }
        }
        byte[] accept =
                MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(UTF_8));
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + Base64.getEncoder().encodeToString(accept)
                                + "\r\n\r\n")
                        .getBytes(UTF_8));
        for (Optional<String> message : said) {
            if (message.isEmpty()) {
                out.flush();
                socket.close();
                return;
            }
            byte[] text = message.get().getBytes(UTF_8);
            out.writeByte(0x81); // one whole text frame
            if (text.length < 126) {
                out.writeByte(text.length);
            } else {
                out.writeByte(126);
                out.writeShort(text.length);
            }
            out.write(text);
            out.flush();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
        for (Socket socket : open) socket.close();
    }
}
