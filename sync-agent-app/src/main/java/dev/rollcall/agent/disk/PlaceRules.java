package dev.rollcall.agent.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether a folder is a place where a journal can be kept safely. Pure: what is there is told by the caller. */
final class PlaceRules {

    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "afpfs",
            "ncpfs",
            "webdav",
            "davfs",
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "gpfs",
            "virtiofs",
            "vboxsf",
            "prl_fs",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.rclone",
            "fuse.davfs",
            "fuse.s3fs",
            "fuse.vmhgfs-fuse",
            "macfuse",
            "osxfuse");

    private static final Map<Pattern, String> SYNCED_NAMES = Map.of(
            Pattern.compile("onedrive( - .*)?"), "OneDrive",
            Pattern.compile("dropbox( \\(.*\\))?"), "Dropbox",
            Pattern.compile("google ?drive|googledrive-.*|my drive"), "Google Drive",
            Pattern.compile("icloud ?drive|com~apple~clouddocs|mobile documents"), "iCloud",
            Pattern.compile("nextcloud|owncloud"), "Nextcloud");

    private static final Map<String, String> SYNCED_MARKERS = Map.of(
            ".dropbox", "Dropbox",
            ".dropbox.cache", "Dropbox",
            ".tmp.drivedownload", "Google Drive",
            ".sync_journal.db", "Nextcloud",
            ".owncloudsync.log", "Nextcloud",
            ".stfolder", "Syncthing");

    private PlaceRules() {}

    /**
     * Returns what is wrong with a place, as sentences.
     *
     * @param folder    the real, absolute path
     * @param storeType the type of its file store, as {@link java.nio.file.FileStore#type()} tells it
     * @param exists    tells whether a file is there
     */
    static List<String> warnings(Path folder, String storeType, Predicate<Path> exists) {
        List<String> warnings = new ArrayList<>();
        if (isNetwork(folder.toString(), storeType)) {
            warnings.add("dataDir " + folder + " is on a network drive (" + storeType
                    + "). A journal there can be damaged when "
                    + "the network fails: put dataDir on a disk of this computer.");
        }
        String service = syncService(folder, exists);
        if (service != null) {
            warnings.add("dataDir " + folder + " is in a folder that " + service
                    + " copies. It can lock or replace the journal " + "while it is written: put dataDir elsewhere.");
        }
        return warnings;
    }

    private static boolean isNetwork(String folder, String storeType) {
        String type = storeType.toLowerCase(Locale.ROOT);
        boolean windowsShare =
                folder.startsWith("\\\\") && !folder.startsWith("\\\\?\\") && !folder.startsWith("\\\\.\\");
        return windowsShare || folder.startsWith("\\\\?\\UNC\\") || NETWORK.contains(type);
    }

    private static @Nullable String syncService(Path folder, Predicate<Path> exists) {
        for (Path part = folder; part != null; part = part.getParent()) {
            Path name = part.getFileName();
            String lower = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
            for (Map.Entry<Pattern, String> known : SYNCED_NAMES.entrySet()) {
                if (known.getKey().matcher(lower).matches()) {
                    return known.getValue();
                }
            }
            for (Map.Entry<String, String> marker : SYNCED_MARKERS.entrySet()) {
                if (exists.test(part.resolve(marker.getKey()))) {
                    return marker.getValue();
                }
            }
        }
        return null;
    }
}
