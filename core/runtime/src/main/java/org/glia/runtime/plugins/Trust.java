package org.glia.runtime.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.glia.api.problem.GliaException;

/// Whose jars may come in.
sealed interface Trust {

    /// @param called what the user calls the file
    /// @throws GliaException if the jar may not
    /// @throws SecurityException if a signed entry is not what was signed
    void require(Candidate candidate, String called) throws IOException;

    /// Any jar.
    record Anybodys() implements Trust {

        @Override
        public void require(Candidate candidate, String called) {
            // there is nothing to ask for
        }
    }

    /// Jars whose SHA-256 stands first in a line of a file, as `sha256sum` writes it.
    record Listed(Path list) implements Trust {

        @Override
        public void require(Candidate candidate, String called) throws IOException {
            var hashes = Files.exists(list) ? Files.readAllLines(list).stream()
                    .map(line -> line.strip().split("\\s+")[0].toLowerCase(Locale.ROOT)).collect(Collectors.toSet()) : Set.of();
            if (!hashes.contains(candidate.hash())) {
                throw new GliaException("%s is not on the list of trusted plug-ins; if you trust it, add `%s  %s` to %s".formatted(called,
                        candidate.hash(), candidate.fileName(), list));
            }
        }
    }

    /// Jars all of which is signed by somebody whose certificate, or that of an authority above it, stands in a file: PEM, or a
    /// key store (PKCS #12 or JKS; certificates need no password there).
    record Signed(Path certificates) implements Trust {

        @Override
        public void require(Candidate candidate, String called) throws IOException {
            var anchors = anchors(certificates);
            try (var jar = new JarFile(candidate.file().toFile(), true)) {
                for (var entry : jar.stream().filter(one -> !one.isDirectory() && !isOfSignature(one.getName())).toList()) {
                    try (var in = jar.getInputStream(entry)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                    var signers = entry.getCodeSigners();
                    if (signers == null || signers.length == 0) {
                        throw new GliaException("%s is not signed (%s in it is not), and Glia takes signed plug-ins only: ask its author for a signed jar"
                                .formatted(called, entry.getName()));
                    }
                    if (List.of(signers).stream().noneMatch(signer -> isTrusted(signer, anchors))) {
                        throw new GliaException("%s is signed by %s, whom Glia does not know; if you trust the signer, add the certificate to %s"
                                .formatted(called, subject(signers[0]), certificates));
                    }
                }
            }
        }

        private static boolean isOfSignature(String name) {
            return name.toUpperCase(Locale.ROOT).matches("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
        }

        private static String subject(CodeSigner signer) {
            return ((X509Certificate) signer.getSignerCertPath().getCertificates().getFirst()).getSubjectX500Principal().getName();
        }

        private static boolean isTrusted(CodeSigner signer, Set<X509Certificate> anchors) {
            var below = new ArrayList<Certificate>();
            for (var certificate : signer.getSignerCertPath().getCertificates()) {
                if (anchors.contains(certificate)) {
                    break;
                }
                below.add(certificate);
            }
            var date = signer.getTimestamp() == null ? null : signer.getTimestamp().getTimestamp();
            try {
                if (below.isEmpty()) {
                    var trusted = (X509Certificate) signer.getSignerCertPath().getCertificates().getFirst();
                    trusted.checkValidity(date == null ? new java.util.Date() : date);
                    return true;
                }
                var parameters = new PKIXParameters(anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet()));
                parameters.setRevocationEnabled(false);
                parameters.setDate(date);
                CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        private static Set<X509Certificate> anchors(Path file) throws IOException {
            if (!Files.exists(file)) {
                throw new GliaException("Glia takes signed plug-ins only, and the certificates of those who may sign are missing: put them into %s"
                        .formatted(file));
            }
            var anchors = new HashSet<X509Certificate>();
            try (var in = Files.newInputStream(file)) {
                if (Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
                    CertificateFactory.getInstance("X.509").generateCertificates(in).forEach(one -> anchors.add((X509Certificate) one));
                } else {
                    anchors.addAll(ofStore(in));
                }
            } catch (GeneralSecurityException | IOException e) {
                throw new GliaException("%s holds no certificates: it must be a PEM file or a key store (%s)".formatted(file, e.getMessage()), e);
            }
            if (anchors.isEmpty()) {
                throw new GliaException("%s holds no certificates; add those of the people whose plug-ins you trust".formatted(file));
            }
            return anchors;
        }

        private static List<X509Certificate> ofStore(InputStream in) throws GeneralSecurityException, IOException {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, null);
            var found = new ArrayList<X509Certificate>();
            for (var alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
            return found;
        }
    }
}
