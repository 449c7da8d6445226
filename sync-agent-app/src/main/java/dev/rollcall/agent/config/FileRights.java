package dev.rollcall.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who else may read or write a file, as far as the file system tells. A group is not looked at: a file that belongs to root and
 * may be read by the service's own group is a good arrangement.
 *
 * @param readable whether everybody on this computer may read it
 * @param writable whether everybody on this computer may write it
 */
public record FileRights(boolean readable, boolean writable) {

    /** Every user, as Windows calls them; some names are translated there. */
    private static final Set<String> EVERYBODY = Set.of(
            "everyone",
            "users",
            "authenticated users",
            "jeder",
            "benutzer",
            "tout le monde",
            "utilisateurs",
            "todos",
            "usuarios");

    private static final FileRights UNKNOWN = new FileRights(false, false);

    /** Looks at a file or folder; what the system does not tell counts as not granted. */
    public static FileRights of(Path file) {
        try {
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null) {
                Set<PosixFilePermission> rights = posix.readAttributes().permissions();
                return new FileRights(
                        rights.contains(PosixFilePermission.OTHERS_READ),
                        rights.contains(PosixFilePermission.OTHERS_WRITE));
            }
            AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
            return acl == null ? UNKNOWN : of(acl.getAcl());
        } catch (IOException | UnsupportedOperationException | SecurityException untold) {
            return UNKNOWN;
        }
    }

    /** Reads a Windows list: an entry that allows counts if it is for everybody. */
    static FileRights of(List<AclEntry> entries) {
        boolean readable = false;
        boolean writable = false;
        for (AclEntry entry : entries) {
            if (entry.type() == AclEntryType.ALLOW
                    && isEverybody(entry.principal().getName())) {
                readable |= entry.permissions().contains(AclEntryPermission.READ_DATA);
                writable |= entry.permissions().contains(AclEntryPermission.WRITE_DATA);
            }
        }
        return new FileRights(readable, writable);
    }

    private static boolean isEverybody(String principal) {
        String name = principal.substring(principal.lastIndexOf('\\') + 1);
        return EVERYBODY.contains(name.toLowerCase(Locale.ROOT));
    }
}
