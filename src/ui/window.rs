//! Opening the window on the system's desktop.

use std::sync::Arc;

use super::activation::Activation;
use super::{Guarded, OpenDialog, Options, SaveDialog};
use crate::core::session::WindowSize;
use crate::worker::Instance;
use crate::worker::protocol::PathChoice;

/// The size of the first window, as designed.
const FIRST: WindowSize = WindowSize { width: 1180.0, height: 760.0 };
/// Nothing is cut off down to this size.
const LEAST: [f32; 2] = [720.0, 480.0];

/// Why there is no window.
pub type NoWindow = eframe::Error;

/// Opens the window, and returns when it is closed. While it is open, later starts call this
/// instance forward.
///
/// # Errors
/// [`eframe::Error`], when the desktop gives no window, for instance without a display or OpenGL.
pub fn run(options: Options, instance: Option<Instance>) -> Result<(), eframe::Error> {
    let size = options.settings.window.unwrap_or(FIRST);
    let size = [size.width.clamp(LEAST[0], 8192.0), size.height.clamp(LEAST[1], 8192.0)];
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("ACK Kubeconfig")
        .with_app_id("ack-kubeconfig")
        .with_inner_size(size)
        .with_min_inner_size(LEAST);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png"))
    {
        viewport = viewport.with_icon(icon);
    }
    let native = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let create = move |creation: &eframe::CreationContext<'_>| {
        let options = Options { graphics: graphics(creation), ..options };
        let app = Guarded::new(&creation.egui_ctx, options)?;
        let activation = Activation::new(instance, &creation.egui_ctx);
        Ok(Box::new(Window { activation, app, size: None }) as Box<dyn eframe::App>)
    };
    eframe::run_native("ack-kubeconfig", native, Box::new(create))
}

/// Whether the window is not there because nothing can draw it.
#[cfg(not(windows))]
#[must_use]
pub fn lacks_opengl(error: &eframe::Error) -> bool {
    matches!(
        error,
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_)
    )
}

/// Whether the window is not there because nothing can draw it: here OpenGL is not asked to.
#[cfg(windows)]
#[must_use]
pub fn lacks_opengl(_error: &eframe::Error) -> bool {
    false
}

/// What draws the window.
#[cfg(not(windows))]
fn graphics(creation: &eframe::CreationContext<'_>) -> Option<String> {
    use eframe::glow::HasContext as _;
    let version = creation.gl.as_ref()?.version();
    let kind = if version.is_embedded { "OpenGL ES" } else { "OpenGL" };
    Some(format!("{kind} {}.{} {}", version.major, version.minor, version.vendor_info))
}

/// What draws the window.
#[cfg(windows)]
fn graphics(_creation: &eframe::CreationContext<'_>) -> Option<String> {
    Some("wgpu".to_owned())
}

/// The system's own dialog for saving.
#[must_use]
pub fn system_save_dialog() -> SaveDialog {
    Arc::new(|title, file_name, frame| {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(title).set_file_name(file_name);
        if let Some(frame) = frame {
            dialog = dialog.set_parent(frame);
        }
        let chosen = dialog.save_file();
        let choice: PathChoice =
            Box::pin(async move { chosen.await.map(|file| file.path().to_owned()) });
        choice
    })
}

/// The system's own dialog for opening.
#[must_use]
pub fn system_open_dialog() -> OpenDialog {
    Arc::new(|title, frame| {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
        if let Some(frame) = frame {
            dialog = dialog.set_parent(frame);
        }
        let chosen = dialog.pick_file();
        let choice: PathChoice =
            Box::pin(async move { chosen.await.map(|file| file.path().to_owned()) });
        choice
    })
}

/// The system's own dialog for choosing a folder.
#[must_use]
pub fn system_folder_dialog() -> OpenDialog {
    Arc::new(|title, frame| {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
        if let Some(frame) = frame {
            dialog = dialog.set_parent(frame);
        }
        let chosen = dialog.pick_folder();
        let choice: PathChoice =
            Box::pin(async move { chosen.await.map(|file| file.path().to_owned()) });
        choice
    })
}

/// The app in its window.
struct Window {
    // Goes first: while the app waits for a file that is being written, another can be started.
    activation: Activation,
    app: Guarded,
    size: Option<egui::Vec2>,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.activation.logic(ctx);
        self.app.logic(ctx);
        // A window opens before it is zoomed.
        let size = ctx.input(|input| input.viewport().inner_rect).map(|rect| rect.size());
        self.size = size.map(|size| size * ctx.zoom_factor());
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, Some(frame));
    }

    #[cfg(not(windows))]
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.keep_settings(self.size);
    }

    #[cfg(windows)]
    fn on_exit(&mut self) {
        self.app.keep_settings(self.size);
    }
}
