//! A small disk of one's own: an ext4 file system in a file, mounted through a loop device. Needs
//! root and a loop device; where they cannot be had, the run says so.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;

/// Bytes written at once to fill a disk.
const PIECE: usize = 1 << 20;

/// A mounted file system. Dropping it unmounts it and removes its image.
#[derive(Debug)]
pub struct Disk {
    image: PathBuf,
    mount: PathBuf,
}

impl Disk {
    /// A new file system of so many bytes, mounted under this directory.
    pub fn make(dir: &Path, bytes: u64) -> Result<Self, Failure> {
        let image = dir.join("disk.img");
        File::create(&image)
            .and_then(|file| file.set_len(bytes))
            .map_err(|error| Failure::of("an image", error))?;
        // Nothing is kept back for root, who runs this.
        run("mkfs.ext4", &["-q", "-m", "0", "-F"], &[&image])?;
        Self::mount(image, dir.join("disk"))
    }

    /// Mounts an image that is there, as it would be after the power came back.
    pub fn mount(image: PathBuf, mount: PathBuf) -> Result<Self, Failure> {
        fs::create_dir_all(&mount).map_err(|error| Failure::of("a mount point", error))?;
        run("mount", &["-o", "loop"], &[&image, &mount])?;
        Ok(Self { image, mount })
    }

    /// Where its files are.
    pub fn path(&self) -> &Path {
        &self.mount
    }

    /// The file that it is in.
    pub fn image(&self) -> &Path {
        &self.image
    }

    /// Fills it with somebody else's file up to the last byte. How many bytes that took.
    pub fn fill(&self, name: &str) -> Result<u64, Failure> {
        let failed = |error| Failure::of("filling the disk", error);
        let mut file = File::options()
            .create(true)
            .append(true)
            .open(self.mount.join(name))
            .map_err(failed)?;
        let (mut piece, mut written) = (PIECE, 0);
        while piece > 0 {
            match file.write(&vec![0x5a; piece]) {
                Ok(count) if count > 0 => written += count as u64,
                Ok(_) | Err(_) => piece /= 2,
            }
        }
        // On the disk, not in memory only, or the system would find later that it does not fit.
        file.sync_all().map_err(failed)?;
        Ok(written)
    }

    /// Removes somebody else's file.
    pub fn free(&self, name: &str) -> Result<(), Failure> {
        fs::remove_file(self.mount.join(name)).map_err(|error| Failure::of("freeing", error))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A server that was just killed may hold it for a moment; `-l` lets go when it can.
        drop(run("umount", &["-l"], &[&self.mount]));
        drop(fs::remove_file(&self.image));
    }
}

fn run(program: &str, words: &[&str], paths: &[&Path]) -> Result<(), Failure> {
    let output = Command::new(program)
        .args(words)
        .args(paths)
        .output()
        .map_err(|error| Failure::of(program, error))?;
    if output.status.success() {
        Ok(())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure(format!("{program} did not succeed: {}", said.trim())))
    }
}
